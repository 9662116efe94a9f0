"""Which dialect of SQLAlchemy serves a URL: whatever driver it names, the one whose driver limbeck stands in for."""

from sqlalchemy.dialects import registry
from sqlalchemy.exc import ArgumentError

_SYNCHRONOUS = {
    "postgresql": ("postgresql", "postgresql.psycopg", "postgresql.psycopg2", "postgresql.psycopg2cffi",
                   "postgresql.pg8000"),
    "sqlite": ("sqlite", "sqlite.pysqlite"),
}
_ASYNCHRONOUS = {"postgresql": ("postgresql.asyncpg", "postgresql.psycopg_async"), "sqlite": ("sqlite.aiosqlite",)}


def _dialect(name):
    if name == "postgresql":
        from sqlalchemy.dialects.postgresql.psycopg2 import PGDialect_psycopg2 as found
    else:
        from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as found
    return found


def _asynchronous(name):
    base = _dialect(name)

    class Asynchronous(base):
        """Nothing waits: see the module that stands in for greenlet."""

        is_async = True
        supports_statement_cache = True

        @classmethod
        def get_pool_class(cls, url):
            from sqlalchemy.pool import AsyncAdaptedQueuePool, StaticPool

            in_memory = name == "sqlite" and url.database in (None, "", ":memory:")
            return StaticPool if in_memory else AsyncAdaptedQueuePool

        @classmethod
        def engine_created(cls, engine):
            if getattr(engine.pool._creator, "__qualname__", "").startswith("create_async_engine."):
                raise ArgumentError("create_async_engine(async_creator=...) makes connections of a driver's own; limbeck "
                                    "connects by itself and needs a URL")

        def get_driver_connection(self, connection):
            return connection

    return Asynchronous


def register():
    for name, urls in _SYNCHRONOUS.items():
        for url in urls:
            registry.impls[url] = lambda name=name: _dialect(name)
    for name, urls in _ASYNCHRONOUS.items():
        for url in urls:
            registry.impls[url] = lambda name=name: _asynchronous(name)
