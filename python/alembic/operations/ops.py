"""Operations as objects."""

from .columns import AddColumnOp, AlterColumnOp, DropColumnOp
from .constraints import (AddConstraintOp, CreateCheckConstraintOp, CreateExcludeConstraintOp, CreateForeignKeyOp,
                          CreatePrimaryKeyOp, CreateUniqueConstraintOp, DropConstraintOp)
from .containers import DowngradeOps, MigrationScript, ModifyTableOps, OpContainer, UpgradeOps
from .indexes import CreateIndexOp, DropIndexOp
from .operation import AlterTableOp, MigrateOperation, _without_none
from .tables import CreateTableCommentOp, CreateTableOp, DropTableCommentOp, DropTableOp, RenameTableOp


_ROWS_AT_ONCE = 2000


class BulkInsertOp(MigrateOperation):
    def __init__(self, table, rows, *, multiinsert=True):
        self.table, self.rows, self.multiinsert = table, rows, multiinsert

    def _parts(self):
        """As operations of so many rows that they do not lie in memory a second time."""
        if not isinstance(self.rows, list):
            raise TypeError("List expected")
        if self.rows and not isinstance(self.rows[0], dict):
            raise TypeError("List of dictionaries expected")
        from sqlalchemy.engine import _table_for_rows, _rows_for_table

        for at in range(0, len(self.rows), _ROWS_AT_ONCE):
            yield _without_none({"op": "bulk_insert", "table": _table_for_rows(self.table),
                                 "rows": _rows_for_table(self.table, self.rows[at:at + _ROWS_AT_ONCE]),
                                 "multiinsert": None if self.multiinsert else False})

    def _change(self):
        raise ValueError(f"no dispatch function for object: {self}")


class ExecuteSQLOp(MigrateOperation):
    def __init__(self, sqltext, *, execution_options=None):
        self.sqltext, self.execution_options = sqltext, execution_options

    def to_diff_tuple(self):
        return "execute", self.sqltext

    def _operation(self):
        from sqlalchemy.engine import _check_statement_options, _operation_of

        _check_statement_options(self.execution_options)
        return _operation_of(self.sqltext)

    def _change(self):
        if not isinstance(self.sqltext, str):
            raise NotImplementedError("Autogenerate rendering of SQL Expression language constructs not supported here; "
                                      "please use a plain SQL string")
        return {"op": "execute", "text": str(self.sqltext)}


__all__ = [name for name in globals() if name.endswith(("Op", "Ops", "Operation", "Script", "OpContainer"))]
