"""Operations and BatchOperations: what op and batch_op are."""

from contextlib import contextmanager

from limbeck.facade import unsupported

from .columns import ColumnOperations
from .constraints import ConstraintOperations
from .indexes import IndexOperations
from .operation import AbstractOperations, flags, text, without_none
from .tables import TableOperations


class Operations(TableOperations, ColumnOperations, ConstraintOperations, IndexOperations):
    _module = "alembic.op"

    @classmethod
    def _names(cls):
        """What op has of it."""
        return [name for name in dir(cls) if not name.startswith("_") and name != "register_operation"]

    @contextmanager
    def batch_alter_table(self, table_name, schema=None, recreate="auto", partial_reordering=None, copy_from=None,
                          table_args=(), table_kwargs={}, reflect_args=(), reflect_kwargs={}, naming_convention=None):
        from sqlalchemy.schema import Column, Constraint, _options

        reflects = copy_from is None and (recreate == "always" or recreate == "auto" and
                                          not self.migration_context.dialect.supports_alter)
        said = [key for key, value in reflect_kwargs.items() if value and key != "resolve_fks"]
        if reflects and said:
            unsupported(f"batch_alter_table(reflect_kwargs={{{said[0]!r}: …}})",
                        "Say the columns that differ with reflect_args=[Column(…)], or the table with copy_from=")
        batch = BatchOperations(self.migration_context, table_name, schema)
        yield batch

        def of(kind, items):
            return [item._definition() for item in items if isinstance(item, kind)] or None

        self._send({
            "op": "batch_alter_table", "table": str(table_name), "schema": None if schema is None else str(schema),
            "recreate": recreate, "operations": batch._of_table.collected,
            "copy_from": None if copy_from is None else copy_from._definition(),
            "partial_reordering": [list(group) for group in partial_reordering or ()] or None,
            "reflect_columns": of(Column, reflect_args), "table_args": of(Constraint, (*table_args, *reflect_args)),
            "table_options": _options(dict(table_kwargs)) or None, "naming_convention": dict(naming_convention or {}) or None})


class BatchOperations(AbstractOperations):
    """The operations of a batch_alter_table block. They are carried out together when it ends."""

    def __init__(self, migration_context, table_name=None, schema=None):
        super().__init__(migration_context)
        self.table_name, self.schema = table_name, schema
        self.impl = self.batch = self
        self._of_table = _Collecting(migration_context)

    def _send(self, plain):
        self._of_table._send(plain)

    def add_column(self, column, *, insert_before=None, insert_after=None, if_not_exists=None, inline_references=None,
                   inline_primary_key=None):
        place = {"insert_before": insert_before, "insert_after": insert_after}
        self._of_table._add_column(
            self.table_name, column, self.schema, **{key: text(name) for key, name in place.items() if name is not None},
            **flags(if_not_exists=if_not_exists, inline_references=inline_references,
                    inline_primary_key=inline_primary_key))

    def drop_constraint(self, constraint_name, type_=None):
        self._of_table.drop_constraint(constraint_name, self.table_name, type_, schema=self.schema)


class _Collecting(Operations):
    """The same operations as op has, kept for the end of the block."""

    def __init__(self, migration_context):
        super().__init__(migration_context)
        self.collected = []

    def _send(self, plain):
        self.collected.append(without_none(plain))


def _in_batch(name, position, table="table_name", schema="schema"):
    """Makes op.<name> one of BatchOperations: its table is that of the block. `position`: among the arguments."""
    of_op = getattr(Operations, name)

    def method(self, *args, **kw):
        if len(args) < position:
            kw[table] = self.table_name
        else:
            args = *args[:position], self.table_name, *args[position:]
        return of_op(self._of_table, *args, **{schema: self.schema}, **kw)

    method.__name__ = name
    setattr(BatchOperations, name, method)


for _name in ("drop_column", "alter_column", "create_table_comment", "drop_table_comment"):
    _in_batch(_name, 0)
for _name in ("create_index", "drop_index", "create_primary_key", "create_unique_constraint", "create_check_constraint",
              "create_exclude_constraint"):
    _in_batch(_name, 1)
_in_batch("create_foreign_key", 1, "source_table", "source_schema")
