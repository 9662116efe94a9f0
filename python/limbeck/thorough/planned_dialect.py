"""SQLAlchemy's dialects of servers, which ask the engine of what a plan has made so far: the catalogue does not know."""

from sqlalchemy.dialects.postgresql import psycopg2
from sqlalchemy.engine import Connection

from .environment import driver_connection


def _inspect(connection, question, schema, **arguments):
    """The engine's answer; None outside of plans."""
    if not isinstance(connection, Connection):
        return None
    handle = driver_connection(connection).handle_of_context()
    return handle.inspect(question, {"schema": schema or "", **arguments}) if handle.only_plans else None


class Planned:
    """What every dialect asks the engine."""

    def has_table(self, connection, table_name, schema=None, **kw):
        self._ensure_has_table_connection(connection)
        known = _inspect(connection, "has_table", schema, table=table_name)
        return super().has_table(connection, table_name, schema=schema, **kw) if known is None else known

    def has_index(self, connection, table_name, index_name, schema=None, **kw):
        known = _inspect(connection, "has_index", schema, table=table_name, index=index_name)
        return super().has_index(connection, table_name, index_name, schema=schema, **kw) if known is None else known

    def get_table_names(self, connection, schema=None, **kw):
        known = _inspect(connection, "table_names", schema)
        return super().get_table_names(connection, schema=schema, **kw) if known is None else known


class PGDialect_psycopg2(Planned, psycopg2.PGDialect_psycopg2):
    supports_statement_cache = True

    def has_multi_table(self, connection, table_names, schema=None, **kw):
        known = [((schema, name), _inspect(connection, "has_table", schema, table=name)) for name in table_names]
        if any(answer is None for _, answer in known):
            return super().has_multi_table(connection, table_names, schema=schema, **kw)
        return known

    def has_type(self, connection, type_name, schema=None, **kw):
        known = None if schema == "*" else _inspect(connection, "has_type", schema, type=type_name)
        return super().has_type(connection, type_name, schema=schema, **kw) if known is None else known
