"""Operations as objects. `_operation()` is the plain form that the engine carries out."""


def _text(name):
    return str(name) if isinstance(name, str) else name


def _name(name):
    from sqlalchemy.schema import _name as plain_name

    return plain_name(name)


def _without_none(plain):
    return {key: value for key, value in plain.items() if value is not None}


def _known(value):
    return None if value is None else {"to": value}


def _options(kw):
    from sqlalchemy.schema import _options as plain_options

    return plain_options(kw)


def _metadata():
    from sqlalchemy.schema import MetaData

    return MetaData()


def _columns_of(columns):
    return [item if isinstance(item, str) or not hasattr(item, "name") else item.name for item in columns]


class MigrateOperation:
    @property
    def info(self):
        found = self.__dict__.get("_info")
        if found is None:
            found = self.__dict__["_info"] = {}
        return found

    _mutations = frozenset()

    def _prepare(self, operations):
        """What the caller of op.* gets."""
        return None

    def _operation(self):
        raise NotImplementedError(f"{type(self).__name__} has no implementation; give it one with "
                                  "Operations.implementation_for()")

    def reverse(self):
        raise NotImplementedError()

    def to_diff_tuple(self):
        raise NotImplementedError()


class AddConstraintOp(MigrateOperation):
    """Adds a constraint to a table that exists."""

    constraint_type = None
    schema = None

    @classmethod
    def register_add_constraint(cls, type_):
        return lambda target: target

    @classmethod
    def from_constraint(cls, constraint):
        from sqlalchemy import schema as s

        table = constraint.table
        if isinstance(constraint, s.ForeignKeyConstraint):
            targets = [element._target() for element in constraint.elements]
            return CreateForeignKeyOp(constraint.name, table.name, targets[0][1], constraint._names(),
                                      [target[2] for target in targets], source_schema=table.schema,
                                      referent_schema=targets[0][0], onupdate=constraint.onupdate,
                                      ondelete=constraint.ondelete, deferrable=constraint.deferrable,
                                      initially=constraint.initially)
        if isinstance(constraint, s.UniqueConstraint):
            return CreateUniqueConstraintOp(constraint.name, table.name, constraint._names(), schema=table.schema)
        if isinstance(constraint, s.PrimaryKeyConstraint):
            return CreatePrimaryKeyOp(constraint.name, table.name, constraint._names(), schema=table.schema)
        return CreateCheckConstraintOp(constraint.name, table.name, constraint.sqltext, schema=table.schema)

    def reverse(self):
        return DropConstraintOp(self.constraint_name, self.table_name, {"unique": "unique"}.get(self.constraint_type,
                                                                                            self.constraint_type),
                                schema=self.schema, _reverse=self)

    def _constraint(self):
        raise NotImplementedError

    def to_constraint(self, migration_context=None):
        from sqlalchemy.schema import Table

        table = Table(self.table_name, _metadata(), schema=self.schema)
        made = self._constraint()
        made._attach(table)
        return made

    def _operation(self):
        definition = self._constraint()._definition()
        return _without_none({"op": "add_constraint", "schema": _text(self.schema) if self.schema else None,
                              "table": _text(self.table_name), "constraint": definition})


class CreatePrimaryKeyOp(AddConstraintOp):
    constraint_type = "primary"

    def __init__(self, constraint_name, table_name, columns, *, schema=None, **kw):
        self.constraint_name, self.table_name, self.columns = constraint_name, table_name, columns
        self.schema, self.kw = schema, kw

    def _constraint(self):
        from sqlalchemy.schema import PrimaryKeyConstraint

        return PrimaryKeyConstraint(*_columns_of(self.columns), name=self.constraint_name, **self.kw)


class CreateUniqueConstraintOp(AddConstraintOp):
    constraint_type = "unique"

    def __init__(self, constraint_name, table_name, columns, *, schema=None, **kw):
        self.constraint_name, self.table_name, self.columns = constraint_name, table_name, columns
        self.schema, self.kw = schema, kw

    def _constraint(self):
        from sqlalchemy.schema import UniqueConstraint

        return UniqueConstraint(*_columns_of(self.columns), name=self.constraint_name, **self.kw)


class CreateForeignKeyOp(AddConstraintOp):
    constraint_type = "foreignkey"

    def __init__(self, constraint_name, source_table, referent_table, local_cols, remote_cols, **kw):
        self.constraint_name, self.source_table, self.referent_table = constraint_name, source_table, referent_table
        self.local_cols, self.remote_cols, self.kw = local_cols, remote_cols, kw

    @property
    def table_name(self):
        return self.source_table

    @property
    def schema(self):
        return self.kw.get("source_schema")

    def _constraint(self):
        from sqlalchemy.schema import ForeignKeyConstraint

        kw = {key: value for key, value in self.kw.items() if key not in ("source_schema", "referent_schema")}
        schema = self.kw.get("referent_schema")
        made = ForeignKeyConstraint(list(self.local_cols), [str(item) for item in self.remote_cols],
                                    name=self.constraint_name, **kw)
        for element, column in zip(made.elements, self.remote_cols):
            element._target = lambda column=column: (schema, self.referent_table, column)
        return made


class CreateCheckConstraintOp(AddConstraintOp):
    constraint_type = "check"

    def __init__(self, constraint_name, table_name, condition, *, schema=None, **kw):
        self.constraint_name, self.table_name, self.condition = constraint_name, table_name, condition
        self.schema, self.kw = schema, kw

    def _constraint(self):
        from sqlalchemy.schema import CheckConstraint

        return CheckConstraint(self.condition, name=self.constraint_name, _autoattach=False, **self.kw)


class CreateExcludeConstraintOp(AddConstraintOp):
    constraint_type = "exclude"

    def __init__(self, constraint_name, table_name, elements, where=None, schema=None, _orig_constraint=None, **kw):
        self.constraint_name, self.table_name, self.elements = constraint_name, table_name, elements
        self.where, self.schema, self.kw = where, schema, kw

    def _constraint(self):
        from sqlalchemy.dialects.postgresql import ExcludeConstraint

        return ExcludeConstraint(*self.elements, name=self.constraint_name, where=self.where, **self.kw)


class DropConstraintOp(MigrateOperation):
    def __init__(self, constraint_name, table_name, type_=None, *, schema=None, if_exists=None, _reverse=None):
        self.constraint_name, self.table_name, self.constraint_type = constraint_name, table_name, type_
        self.schema, self.if_exists, self._reverse = schema, if_exists, _reverse

    def _operation(self):
        kinds = ("foreignkey", "primary", "unique", "check", None)
        if self.constraint_type not in kinds:
            raise TypeError("'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None")
        return _without_none({"op": "drop_constraint", "schema": _text(self.schema) if self.schema else None,
                              "table": _text(self.table_name), "name": _name(self.constraint_name),
                              "kind": self.constraint_type or "", "if_exists": True if self.if_exists else None})


class CreateIndexOp(MigrateOperation):
    def __init__(self, index_name, table_name, columns, *, schema=None, unique=False, if_not_exists=None, **kw):
        self.index_name, self.table_name, self.columns, self.schema = index_name, table_name, columns, schema
        self.unique, self.if_not_exists, self.kw = unique, if_not_exists, kw

    @classmethod
    def from_index(cls, index):
        return cls(index.name, index.table.name, index.expressions, schema=index.table.schema, unique=index.unique,
                   **index.kwargs)

    def reverse(self):
        return DropIndexOp(self.index_name, table_name=self.table_name, schema=self.schema, _reverse=self, **self.kw)

    def _definition(self):
        from sqlalchemy.schema import Index

        kw = dict(self.kw)
        kw.pop("info", None)
        kw.pop("_unique", None)
        quote = kw.pop("quote", None)
        made = Index.__new__(Index)
        from sqlalchemy.sql.elements import quoted_name

        made.name = quoted_name(self.index_name, quote) if quote is not None else self.index_name
        made.unique, made.kwargs, made._pending, made._column_flag = bool(self.unique), kw, list(self.columns), False
        return made._definition(self.table_name, self.schema)

    def to_index(self, migration_context=None):
        from sqlalchemy.schema import Column, Index, Table

        table = Table(self.table_name, _metadata(), *[Column(item) for item in self.columns if isinstance(item, str)],
                      schema=self.schema)
        return Index(self.index_name, *self.columns, unique=self.unique, _table=table, **self.kw)

    def _operation(self):
        return _without_none({"op": "create_index", "index": self._definition(),
                              "if_not_exists": True if self.if_not_exists else None})


class DropIndexOp(MigrateOperation):
    def __init__(self, index_name, table_name=None, *, schema=None, if_exists=None, _reverse=None, **kw):
        self.index_name, self.table_name, self.schema, self.if_exists = index_name, table_name, schema, if_exists
        self._reverse, self.kw = _reverse, kw

    def _operation(self):
        index = {"name": _name(self.index_name)}
        if self.table_name is not None:
            index["table"] = _text(self.table_name)
        if self.schema:
            index["schema"] = _text(self.schema)
        options = _options({key: value for key, value in self.kw.items() if key not in ("unique", "info")})
        if options:
            index["options"] = options
        return _without_none({"op": "drop_index", "index": index, "if_exists": True if self.if_exists else None})


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
        return cls(table.name, [*table.c, *table._constraint_list], schema=table.schema, comment=table.comment,
                   prefixes=list(table._prefixes), **table.kwargs)

    def reverse(self):
        return DropTableOp(self.table_name, schema=self.schema, _reverse=self)

    def to_table(self, migration_context=None):
        from sqlalchemy.schema import Column, Constraint, Table

        items = []
        for item in self.columns:
            if isinstance(item, Column) and item.table is not None:
                item = item._copy()
            elif isinstance(item, Constraint) and item.table is not None:
                item = item._copy()
            items.append(item)
        kw = dict(self.kw)
        for key in ("quote", "sqlite_autoincrement"):
            if key in kw and kw[key] is None:
                del kw[key]
        return Table(self.table_name, _metadata(), *items, schema=self.schema, comment=self.comment,
                     prefixes=self.prefixes, info=self.info or None, **kw)

    def _prepare(self, operations):
        self._made = self.to_table()
        return self._made

    def _operation(self):
        table = self._made if self._made is not None else self.to_table()
        return _without_none({"op": "create_table", "table": table._definition(),
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
        return cls(table.name, schema=table.schema, table_kw=dict(table.kwargs))

    def _operation(self):
        table = {"name": _text(self.table_name)}
        if self.schema:
            table["schema"] = _text(self.schema)
        options = _options(self.table_kw)
        if options:
            table["options"] = options
        return _without_none({"op": "drop_table", "table": table, "if_exists": True if self.if_exists else None})


class AlterTableOp(MigrateOperation):
    def __init__(self, table_name, *, schema=None):
        self.table_name, self.schema = table_name, schema


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
        return DropTableCommentOp(self.table_name, existing_comment=self.comment, schema=self.schema)

    def _operation(self):
        return _without_none({"op": "create_table_comment", "schema": _text(self.schema) if self.schema else None,
                              "table": _text(self.table_name), "comment": self.comment,
                              "existing_comment": _known(self.existing_comment)})


class DropTableCommentOp(AlterTableOp):
    def __init__(self, table_name, *, schema=None, existing_comment=None):
        super().__init__(table_name, schema=schema)
        self.existing_comment = existing_comment

    def _operation(self):
        return _without_none({"op": "drop_table_comment", "schema": _text(self.schema) if self.schema else None,
                              "table": _text(self.table_name),
                              "existing_comment": _known(self.existing_comment)})


class AlterColumnOp(AlterTableOp):
    def __init__(self, table_name, column_name, *, schema=None, existing_type=None, existing_server_default=False,
                 existing_nullable=None, existing_comment=None, modify_nullable=None, modify_comment=False,
                 modify_server_default=False, modify_name=None, modify_type=None, **kw):
        super().__init__(table_name, schema=schema)
        self.column_name = column_name
        self.existing_type, self.existing_server_default = existing_type, existing_server_default
        self.existing_nullable, self.existing_comment = existing_nullable, existing_comment
        self.modify_nullable, self.modify_comment = modify_nullable, modify_comment
        self.modify_server_default, self.modify_name, self.modify_type = modify_server_default, modify_name, modify_type
        self.kw = kw

    def has_changes(self):
        return (self.modify_nullable is not None or self.modify_server_default is not False
                or self.modify_type is not None or self.modify_name is not None or self.modify_comment is not False)

    def _operation(self):
        from sqlalchemy.schema import Computed, DefaultClause, Identity, _default
        from sqlalchemy.types import to_instance

        plain = {"op": "alter_column", "table": _text(self.table_name), "column": _text(self.column_name)}
        if self.schema:
            plain["schema"] = _text(self.schema)
        if self.modify_name is not None:
            plain["new_name"] = _text(self.modify_name)
        if self.modify_type is not None:
            plain["type"] = to_instance(self.modify_type)._plain()
        if self.modify_nullable is not None:
            plain["nullable"] = bool(self.modify_nullable)
        existing = self.existing_server_default
        if isinstance(existing, DefaultClause):
            existing = existing.arg
        default = self.modify_server_default
        if isinstance(default, DefaultClause):
            default = default.arg
        if default is not False:
            if isinstance(default, Identity):
                plain["identity"] = {"to": default._definition()}
            elif isinstance(default, Computed):
                plain["computed"] = {"to": default._definition()}
            elif default is None and isinstance(existing, Identity):
                plain["identity"] = {"drop": True}
            elif default is None and isinstance(existing, Computed):
                plain["computed"] = {"drop": True}
            elif default is None:
                plain["server_default"] = {"drop": True}
            else:
                plain["server_default"] = {"to": _default(default)}
        if self.modify_comment is not False:
            plain["comment"] = {"drop": True} if self.modify_comment is None else {"to": self.modify_comment}
        if self.existing_type is not None:
            plain["existing_type"] = to_instance(self.existing_type)._plain()
        if existing is None:
            plain["existing_server_default"] = {"drop": True}
        elif isinstance(existing, Identity):
            plain["existing_identity"] = existing._definition()
        elif isinstance(existing, Computed):
            plain["existing_computed"] = existing._definition()
        elif existing is not False:
            plain["existing_server_default"] = {"to": _default(existing)}
        if self.existing_nullable is not None:
            plain["existing_nullable"] = bool(self.existing_nullable)
        if self.existing_comment is not None:
            plain["existing_comment"] = _known(self.existing_comment)
        options = {}
        for key, value in self.kw.items():
            if key in ("autoincrement", "existing_autoincrement"):
                if value is not None:
                    plain[key] = bool(value)
            elif key not in ("insert_before", "insert_after"):  # Alembic takes these two here, and does nothing
                options[key] = value
        options = _options(options)
        if options:
            plain["options"] = options
        return plain


class AddColumnOp(AlterTableOp):
    def __init__(self, table_name, column, *, schema=None, if_not_exists=None, inline_references=None,
                 inline_primary_key=None, **kw):
        super().__init__(table_name, schema=schema)
        self.column, self.if_not_exists = column, if_not_exists
        self.inline_references, self.inline_primary_key, self.kw = inline_references, inline_primary_key, kw

    @classmethod
    def from_column(cls, column):
        return cls(column.table.name, column, schema=column.table.schema)

    def reverse(self):
        return DropColumnOp(self.table_name, self.column.name, schema=self.schema, _reverse=self)

    def _operation(self):
        from sqlalchemy.schema import Table

        column = self.column
        if getattr(column, "table", None) is not None:
            column = column._copy()
        table = Table(self.table_name, _metadata(), column, schema=self.schema)
        plain = {"op": "add_column", "table": table._definition()}
        column.table = None
        for key in ("if_not_exists", "inline_references", "inline_primary_key"):
            if getattr(self, key):
                plain[key] = True
        for key in ("insert_before", "insert_after"):
            if self.kw.get(key) is not None:
                plain[key] = _text(self.kw[key])
        return plain


class DropColumnOp(AlterTableOp):
    def __init__(self, table_name, column_name, *, schema=None, if_exists=None, _reverse=None, **kw):
        super().__init__(table_name, schema=schema)
        self.column_name, self.if_exists, self.kw, self._reverse = column_name, if_exists, kw, _reverse

    @classmethod
    def from_column_and_tablename(cls, schema, tname, col):
        return cls(tname, col.name, schema=schema)

    def _operation(self):
        column = {"name": _text(self.column_name)}
        kw = dict(self.kw)
        existing = kw.pop("existing_type", None)
        if existing is not None:
            from sqlalchemy.types import to_instance

            column["type"] = to_instance(existing)._plain()
        plain = {"op": "drop_column", "table": _text(self.table_name), "column": column}
        if self.schema:
            plain["schema"] = _text(self.schema)
        if self.if_exists:
            plain["if_exists"] = True
        options = _options(kw)
        if options:
            plain["options"] = options
        return plain


class BulkInsertOp(MigrateOperation):
    def __init__(self, table, rows, *, multiinsert=True):
        self.table, self.rows, self.multiinsert = table, rows, multiinsert

    def _operation(self):
        if not isinstance(self.rows, list):
            raise TypeError("List expected")
        if self.rows and not isinstance(self.rows[0], dict):
            raise TypeError("List of dictionaries expected")
        if not self.rows:
            return None
        from sqlalchemy.engine import _table_for_rows, _rows_for_table

        return _without_none({"op": "bulk_insert", "table": _table_for_rows(self.table),
                              "rows": _rows_for_table(self.table, self.rows),
                              "multiinsert": None if self.multiinsert else False})


class ExecuteSQLOp(MigrateOperation):
    def __init__(self, sqltext, *, execution_options=None):
        self.sqltext, self.execution_options = sqltext, execution_options

    def _operation(self):
        from sqlalchemy.engine import _operation_of

        return _operation_of(self.sqltext)


class OpContainer(MigrateOperation):
    def __init__(self, ops=()):
        self.ops = list(ops)

    def is_empty(self):
        return not self.ops

    def as_diffs(self):
        return []


class ModifyTableOps(OpContainer):
    def __init__(self, table_name, ops, *, schema=None):
        super().__init__(ops)
        self.table_name, self.schema = table_name, schema


class UpgradeOps(OpContainer):
    def __init__(self, ops=(), upgrade_token="upgrades"):
        super().__init__(ops)
        self.upgrade_token = upgrade_token


class DowngradeOps(OpContainer):
    def __init__(self, ops=(), downgrade_token="downgrades"):
        super().__init__(ops)
        self.downgrade_token = downgrade_token


class MigrationScript(MigrateOperation):
    def __init__(self, rev_id, upgrade_ops, downgrade_ops, *, message=None, imports=None, head=None, splice=None,
                 branch_label=None, version_path=None, depends_on=None):
        self.rev_id, self.message = rev_id, message
        self.imports = imports if imports is not None else set()
        self.head, self.splice, self.branch_label = head, splice, branch_label
        self.version_path, self.depends_on = version_path, depends_on
        self.upgrade_ops, self.downgrade_ops = upgrade_ops, downgrade_ops

    @property
    def upgrade_ops_list(self):
        return self.upgrade_ops if isinstance(self.upgrade_ops, list) else [self.upgrade_ops]

    @property
    def downgrade_ops_list(self):
        return self.downgrade_ops if isinstance(self.downgrade_ops, list) else [self.downgrade_ops]
