"""Operations on tables."""

from .operation import (AlterTableOp, MigrateOperation, _known, _metadata, _options, _table, _text, _without_none,
                        tell_of_table)


class CreateTableOp(MigrateOperation):
    def __init__(self, table_name, columns, *, schema=None, if_not_exists=None, _namespace_metadata=None,
                 _constraints_included=False, **kw):
        self.table_name, self.columns, self.schema, self.if_not_exists = table_name, columns, schema, if_not_exists
        self.info = kw.pop("info", {})
        self.comment = kw.pop("comment", None)
        self.prefixes = kw.pop("prefixes", None)
        self.kw = kw
        self._constraints_included = _constraints_included
        self._namespace_metadata = _namespace_metadata
        self._made = None

    info = None

    @classmethod
    def from_table(cls, table, *, _namespace_metadata=None):
        constraints = list(table._constraint_list)
        constraints += [item for item in table.constraints | {table.primary_key} if item not in constraints]
        return cls(table.name, [*table.c, *constraints], schema=table.schema,
                   _namespace_metadata=table.metadata if _namespace_metadata is None else _namespace_metadata,
                   _constraints_included=True, comment=table.comment, info=dict(table.info),
                   prefixes=list(table._prefixes), **table.kwargs)

    def reverse(self):
        return DropTableOp.from_table(self.to_table(), _namespace_metadata=self._namespace_metadata)

    def to_diff_tuple(self):
        return "add_table", self.to_table()

    def to_table(self, migration_context=None):
        return _table_of(self.table_name, self.columns, self._constraints_included, schema=self.schema,
                         comment=self.comment, prefixes=self.prefixes, info=self.info or None, **self.kw)

    def _prepare(self, operations):
        self._made = self.to_table()
        return self._made

    def _tell(self, operations, when):
        tell_of_table(self._made, operations, f"{when}_create")

    def _operation(self):
        table = self._made if self._made is not None else self.to_table()
        return _without_none({"op": "create_table", "table": table._definition(),
                              "if_not_exists": True if self.if_not_exists else None})

    def _change(self):
        table = self.to_table()
        plain = table._definition()
        plain.pop("indexes", None)  # they are operations of their own
        for column in plain["columns"]:
            column.pop("index", None)
        if table.info:
            plain["info"] = dict(table.info)
        return _without_none({"op": "create_table", "table": plain,
                              "if_not_exists": True if self.if_not_exists else None})


class DropTableOp(MigrateOperation):
    def __init__(self, table_name, *, schema=None, if_exists=None, table_kw=None, _reverse=None):
        self.table_name, self.schema, self.if_exists = table_name, schema, if_exists
        self.table_kw = table_kw or {}
        self.comment = self.table_kw.pop("comment", None)
        self.info = self.table_kw.pop("info", None)
        self.prefixes = self.table_kw.pop("prefixes", None)
        self._reverse = _reverse

    info = None

    @classmethod
    def from_table(cls, table, *, _namespace_metadata=None):
        return cls(table.name, schema=table.schema,
                   table_kw={"comment": table.comment, "info": dict(table.info), "prefixes": list(table._prefixes),
                             **table.kwargs},
                   _reverse=CreateTableOp.from_table(table, _namespace_metadata=_namespace_metadata))

    def reverse(self):
        return CreateTableOp.from_table(self.to_table())

    def to_diff_tuple(self):
        return "remove_table", self.to_table()

    def to_table(self, migration_context=None):
        before = self._reverse
        return _table_of(self.table_name, before.columns if before else (),
                         before._constraints_included if before else False, schema=self.schema, comment=self.comment,
                         prefixes=self.prefixes, info=self.info or None, **self.table_kw)

    def _tell(self, operations, when):
        tell_of_table(self.to_table(), operations, f"{when}_drop")

    def _operation(self):
        table = {"name": _text(self.table_name)}
        if self.schema:
            table["schema"] = _text(self.schema)
        options = _options(self.table_kw)
        if options:
            table["options"] = options
        return _without_none({"op": "drop_table", "table": table, "if_exists": True if self.if_exists else None})

    def _change(self):
        plain = self._operation()
        plain["table"] = self.to_table()._definition()
        return plain


def _table_of(name, items, constraints_included, **kw):
    """A Table by itself; what has a table already is copied."""
    from limbeck.opaque import is_opaque
    from sqlalchemy.schema import BLANK_SCHEMA, Column, Constraint, ForeignKeyConstraint, Index, Table

    columns, others = [], []
    for item in items:
        if isinstance(item, Column):
            if item.table is not None:
                item = item._copy()
            if constraints_included:
                # Its flags, foreign keys and checks stand in the list of constraints.
                item.unique = item.index = None
                item._fks, item._checks = [], []
                item.foreign_keys, item.constraints = set(), set()
            columns.append(item)
        elif isinstance(item, Constraint):
            if item._type_bound and item.table is not None:
                continue  # made again by the column's type
            if item.table is not None:
                copied = item._copy()
                if isinstance(item, ForeignKeyConstraint):
                    targets = [element._target() for element in item.elements]
                    for element, target in zip(copied.elements, targets):
                        element._target = lambda target=target: target
                item = copied
            others.append(item)
        elif isinstance(item, Index) or is_opaque(item):
            others.append(item)  # Alembic leaves out all else
    for key in ("quote", "sqlite_autoincrement"):
        if key in kw and kw[key] is None:
            del kw[key]
    if kw.get("schema") is None:
        kw["schema"] = BLANK_SCHEMA
    return Table(name, _metadata(), *columns, *others, **kw)


class RenameTableOp(AlterTableOp):
    def __init__(self, old_table_name, new_table_name, *, schema=None):
        super().__init__(old_table_name, schema=schema)
        self.new_table_name = new_table_name

    def _operation(self):
        return _without_none({"op": "rename_table", "schema": _text(self.schema) if self.schema else None,
                              "old_name": _text(self.table_name), "new_name": _text(self.new_table_name)})


class CreateTableCommentOp(AlterTableOp):
    def __init__(self, table_name, comment, *, schema=None, existing_comment=None):
        super().__init__(table_name, schema=schema)
        self.comment, self.existing_comment = comment, existing_comment

    def reverse(self):
        if self.existing_comment is None:
            return DropTableCommentOp(self.table_name, existing_comment=self.comment, schema=self.schema)
        return CreateTableCommentOp(self.table_name, self.existing_comment, existing_comment=self.comment,
                                    schema=self.schema)

    def to_table(self, migration_context=None):
        return _table(self.table_name, (), self.schema, comment=self.comment)

    def to_diff_tuple(self):
        return "add_table_comment", self.to_table(), self.existing_comment

    def _operation(self):
        return _without_none({"op": "create_table_comment", "schema": _text(self.schema) if self.schema else None,
                              "table": _text(self.table_name), "comment": self.comment,
                              "existing_comment": _known(self.existing_comment)})


class DropTableCommentOp(AlterTableOp):
    def __init__(self, table_name, *, schema=None, existing_comment=None):
        super().__init__(table_name, schema=schema)
        self.existing_comment = existing_comment

    def reverse(self):
        return CreateTableCommentOp(self.table_name, self.existing_comment, schema=self.schema)

    def to_table(self, migration_context=None):
        return _table(self.table_name, (), self.schema)

    def to_diff_tuple(self):
        return "remove_table_comment", self.to_table()

    def _operation(self):
        return _without_none({"op": "drop_table_comment", "schema": _text(self.schema) if self.schema else None,
                              "table": _text(self.table_name), "existing_comment": _known(self.existing_comment)})
