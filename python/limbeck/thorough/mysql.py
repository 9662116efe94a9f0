"""alter_column on MySQL and MariaDB: the engine says the whole of the column, as MODIFY wants it, with what the operation
does not tell. Offline there is nobody to ask, and Alembic says it."""

from alembic.ddl.mysql import MySQLImpl
from sqlalchemy import types
from sqlalchemy.schema import DDL, Computed, Identity

from .plain import Plain


def install():
    MySQLImpl.alter_column = _alter_column


_alembics = MySQLImpl.alter_column


def _alter_column(self, table_name, column_name, **kw):
    from .environment import driver_connection

    defaults = [kw.get(key) for key in ("server_default", "existing_server_default")]
    if self.as_sql or any(isinstance(default, (Computed, Identity)) for default in defaults):
        return _alembics(self, table_name, column_name, **kw)
    handle = driver_connection(self.connection).handle_of_context()
    for text in handle.statements_of(_plain(Plain(self.dialect, None), table_name, column_name, **kw)):
        self._exec(DDL(text.replace("%", "%%")))


def _plain(plain, table, column, *, name=None, type_=None, nullable=None, server_default=False, comment=False,
           autoincrement=None, schema=None, existing_type=None, existing_nullable=None, existing_server_default=False,
           existing_comment=None, existing_autoincrement=None, **_):
    made = {"op": "alter_column", "table": str(table), "column": str(column), "schema": schema, "nullable": nullable,
            "existing_nullable": existing_nullable, "autoincrement": autoincrement,
            "existing_autoincrement": existing_autoincrement, "new_name": None if name is None else str(name)}
    for key, value in (("type", type_), ("existing_type", existing_type)):
        text = None if value is None else plain.type_text(types.to_instance(value))
        made[key] = None if text is None else {"name": "UserDefined", "spec": text}
    if server_default is not False:
        made.update(plain.changed_default(server_default, existing_server_default))
    if existing_server_default is not False:
        made.update({f"existing_{key}": value for key, value in plain.changed_default(existing_server_default, None).items()})
    if comment is not False:
        made["comment"] = {"drop": True} if comment is None else {"to": comment}
    if existing_comment is not None:
        made["existing_comment"] = {"to": existing_comment}
    return {key: value for key, value in made.items() if value is not None}
