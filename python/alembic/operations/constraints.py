"""Operations on constraints."""

from .operation import MigrateOperation, _name, _table, _text, _without_none


def _columns_of(columns):
    return [item if isinstance(item, str) or not hasattr(item, "name") else item.name for item in columns]


def _name_or_none(name):
    return name if isinstance(name, str) else None


class AddConstraintOp(MigrateOperation):
    """Adds a constraint to a table that exists."""

    constraint_type = None
    schema = None
    _makers = {}

    @classmethod
    def register_add_constraint(cls, type_):
        def register(target):
            cls._makers[type_] = target
            return target

        return register

    @classmethod
    def from_constraint(cls, constraint):
        target = cls._makers.get(constraint.__visit_name__)
        if target is None:
            raise ValueError(f"no dispatch function for object: {constraint.__visit_name__}")
        return target.from_constraint(constraint)

    def reverse(self):
        return DropConstraintOp.from_constraint(self.to_constraint())

    def to_diff_tuple(self):
        return "add_constraint", self.to_constraint()

    def _constraint(self):
        raise NotImplementedError

    def to_constraint(self, migration_context=None):
        made = self._constraint()
        made._attach(_table(self.table_name, self._local_columns(), self.schema))
        return made

    def _local_columns(self):
        return _columns_of(self.columns)

    def _operation(self):
        definition = self._constraint()._definition()
        return _without_none({"op": "add_constraint", "schema": _text(self.schema) if self.schema else None,
                              "table": _text(self.table_name), "constraint": definition})


@AddConstraintOp.register_add_constraint("primary_key_constraint")
class CreatePrimaryKeyOp(AddConstraintOp):
    constraint_type = "primarykey"

    def __init__(self, constraint_name, table_name, columns, *, schema=None, **kw):
        self.constraint_name, self.table_name, self.columns = constraint_name, table_name, columns
        self.schema, self.kw = schema, kw

    @classmethod
    def from_constraint(cls, constraint):
        table = constraint.table
        return cls(_name_or_none(constraint.name), table.name, constraint._names(), schema=table.schema,
                   **constraint.kwargs)

    def _constraint(self):
        from sqlalchemy.schema import PrimaryKeyConstraint

        return PrimaryKeyConstraint(*_columns_of(self.columns), name=self.constraint_name, **self.kw)


@AddConstraintOp.register_add_constraint("unique_constraint")
class CreateUniqueConstraintOp(AddConstraintOp):
    constraint_type = "unique"

    def __init__(self, constraint_name, table_name, columns, *, schema=None, **kw):
        self.constraint_name, self.table_name, self.columns = constraint_name, table_name, columns
        self.schema, self.kw = schema, kw

    @classmethod
    def from_constraint(cls, constraint):
        table = constraint.table
        kw = {key: getattr(constraint, key) for key in ("deferrable", "initially") if getattr(constraint, key)}
        return cls(_name_or_none(constraint.name), table.name, constraint._names(), schema=table.schema, **kw,
                   **constraint.kwargs)

    def _constraint(self):
        from sqlalchemy.schema import UniqueConstraint

        return UniqueConstraint(*_columns_of(self.columns), name=self.constraint_name, **self.kw)


@AddConstraintOp.register_add_constraint("foreign_key_constraint")
class CreateForeignKeyOp(AddConstraintOp):
    constraint_type = "foreignkey"

    def __init__(self, constraint_name, source_table, referent_table, local_cols, remote_cols, **kw):
        self.constraint_name, self.source_table, self.referent_table = constraint_name, source_table, referent_table
        self.local_cols, self.remote_cols, self.kw = local_cols, remote_cols, kw

    @classmethod
    def from_constraint(cls, constraint):
        table = constraint.table
        targets = [element._target() for element in constraint.elements]
        kw = {key: getattr(constraint, key)
              for key in ("onupdate", "ondelete", "initially", "deferrable", "use_alter", "match")
              if getattr(constraint, key)}
        kw.update(source_schema=table.schema, referent_schema=targets[0][0])
        kw.update(constraint.kwargs)
        return cls(_name_or_none(constraint.name), table.name, targets[0][1], constraint._names(),
                   [target[2] for target in targets], **kw)

    def to_diff_tuple(self):
        return "add_fk", self.to_constraint()

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
        place = ".".join(str(part) for part in (schema, self.referent_table) if part)
        made = ForeignKeyConstraint(list(self.local_cols), [f"{place}.{item}" for item in self.remote_cols],
                                    name=self.constraint_name, **kw)
        for element, column in zip(made.elements, self.remote_cols):  # names may have dots of their own
            element._target = lambda column=column: (schema, self.referent_table, column)
        return made

    def to_constraint(self, migration_context=None):
        from sqlalchemy.schema import BLANK_SCHEMA, Column, Table

        made = super().to_constraint()
        schema = self.kw.get("referent_schema")
        other = Table(self.referent_table, made.table.metadata, extend_existing=True,
                      schema=schema if schema is not None else BLANK_SCHEMA)
        for column in self.remote_cols:
            if column not in other._columns_by_key:
                other.append_column(Column(column))
        return made

    def _local_columns(self):
        return _columns_of(self.local_cols)


@AddConstraintOp.register_add_constraint("check_constraint")
@AddConstraintOp.register_add_constraint("table_or_column_check_constraint")
@AddConstraintOp.register_add_constraint("column_check_constraint")
class CreateCheckConstraintOp(AddConstraintOp):
    constraint_type = "check"

    def __init__(self, constraint_name, table_name, condition, *, schema=None, **kw):
        self.constraint_name, self.table_name, self.condition = constraint_name, table_name, condition
        self.schema, self.kw = schema, kw

    @classmethod
    def from_constraint(cls, constraint):
        table = constraint.table
        return cls(_name_or_none(constraint.name), table.name, constraint.sqltext, schema=table.schema,
                   **constraint.kwargs)

    def _constraint(self):
        from sqlalchemy.schema import CheckConstraint

        return CheckConstraint(self.condition, name=self.constraint_name, _autoattach=False, **self.kw)

    def _local_columns(self):
        return ()


@AddConstraintOp.register_add_constraint("exclude_constraint")
class CreateExcludeConstraintOp(AddConstraintOp):
    constraint_type = "exclude"

    def __init__(self, constraint_name, table_name, elements, where=None, schema=None, _orig_constraint=None, **kw):
        self.constraint_name, self.table_name, self.elements = constraint_name, table_name, elements
        self.where, self.schema, self.kw = where, schema, kw
        self._orig_constraint = _orig_constraint

    @classmethod
    def from_constraint(cls, constraint):
        table = constraint.table
        kw = {key: getattr(constraint, key) for key in ("deferrable", "initially", "using")
              if getattr(constraint, key, None)}
        return cls(_name_or_none(constraint.name), table.name, list(constraint._elements), where=constraint.where,
                   schema=table.schema, _orig_constraint=constraint, **kw, **constraint.kwargs)

    def _constraint(self):
        from sqlalchemy.dialects.postgresql import ExcludeConstraint

        return ExcludeConstraint(*self.elements, name=self.constraint_name, where=self.where, **self.kw)

    def _local_columns(self):
        return ()


_types = {"unique_constraint": "unique", "foreign_key_constraint": "foreignkey", "primary_key_constraint": "primary",
          "check_constraint": "check", "column_check_constraint": "check", "table_or_column_check_constraint": "check"}


class DropConstraintOp(MigrateOperation):
    def __init__(self, constraint_name, table_name, type_=None, *, schema=None, if_exists=None, _reverse=None):
        self.constraint_name, self.table_name, self.constraint_type = constraint_name, table_name, type_
        self.schema, self.if_exists, self._reverse = schema, if_exists, _reverse

    @classmethod
    def from_constraint(cls, constraint):
        table = constraint.table
        return cls(_name_or_none(constraint.name), table.name, schema=table.schema,
                   type_=_types.get(constraint.__visit_name__), _reverse=AddConstraintOp.from_constraint(constraint))

    def reverse(self):
        return AddConstraintOp.from_constraint(self.to_constraint())

    def to_diff_tuple(self):
        return "remove_fk" if self.constraint_type == "foreignkey" else "remove_constraint", self.to_constraint()

    def to_constraint(self):
        if self._reverse is None:
            raise ValueError("constraint cannot be produced; original constraint is not present")
        made = self._reverse.to_constraint()
        made.name = self.constraint_name
        made.table.name, made.table.schema = self.table_name, self.schema
        return made

    def _operation(self):
        kinds = ("foreignkey", "primary", "unique", "check", None)
        if self.constraint_type not in kinds:
            raise TypeError("'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None")
        return _without_none({"op": "drop_constraint", "schema": _text(self.schema) if self.schema else None,
                              "table": _text(self.table_name), "name": _name(self.constraint_name),
                              "kind": self.constraint_type or "", "if_exists": True if self.if_exists else None})

    def _change(self):
        plain = self._operation()
        if self._reverse is not None:
            plain["dropped"] = self.to_constraint()._definition()
        return plain
