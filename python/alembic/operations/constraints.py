"""Operations on constraints."""

from .operation import AbstractOperations, flags, place


class ConstraintOperations(AbstractOperations):
    def create_primary_key(self, constraint_name, table_name, columns, *, schema=None):
        from sqlalchemy.schema import PrimaryKeyConstraint

        self._add_constraint(table_name, schema, PrimaryKeyConstraint(*_names_of(columns), name=constraint_name))

    def create_unique_constraint(self, constraint_name, table_name, columns, *, schema=None, **kw):
        from sqlalchemy.schema import UniqueConstraint

        self._add_constraint(table_name, schema, UniqueConstraint(*_names_of(columns), name=constraint_name, **kw))

    def create_foreign_key(self, constraint_name, source_table, referent_table, local_cols, remote_cols, *,
                           onupdate=None, ondelete=None, deferrable=None, initially=None, match=None,
                           source_schema=None, referent_schema=None, **dialect_kw):
        from sqlalchemy.schema import ForeignKeyConstraint

        referred = ".".join(str(part) for part in (referent_schema, referent_table) if part)
        made = ForeignKeyConstraint(
            list(local_cols), [f"{referred}.{item}" for item in remote_cols], name=constraint_name, onupdate=onupdate,
            ondelete=ondelete, deferrable=deferrable, initially=initially, match=match, **dialect_kw)
        for element, column in zip(made.elements, remote_cols):  # names may have dots of their own
            element._target = lambda column=column: (referent_schema, referent_table, column)
        self._add_constraint(source_table, source_schema, made)

    def create_check_constraint(self, constraint_name, table_name, condition, *, schema=None, **kw):
        from sqlalchemy.schema import CheckConstraint

        self._add_constraint(table_name, schema, CheckConstraint(condition, name=constraint_name, _autoattach=False,
                                                                 **kw))

    def create_exclude_constraint(self, constraint_name, table_name, *elements, schema=None, **kw):
        from sqlalchemy.dialects.postgresql import ExcludeConstraint

        self._add_constraint(table_name, schema, ExcludeConstraint(*elements, name=constraint_name, **kw))

    def _add_constraint(self, table_name, schema, constraint):
        self._send({"op": "add_constraint", **place(table_name, schema), "constraint": constraint._definition()})

    def drop_constraint(self, constraint_name, table_name, type_=None, *, schema=None, if_exists=None):
        if type_ not in ("foreignkey", "primary", "unique", "check", None):
            raise TypeError("'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None")
        from sqlalchemy.schema import _name

        self._send({"op": "drop_constraint", **place(table_name, schema), "name": _name(constraint_name),
                    "kind": type_ or "", **flags(if_exists=if_exists)})


def _names_of(columns):
    return [item if isinstance(item, str) or not hasattr(item, "name") else item.name for item in columns]
