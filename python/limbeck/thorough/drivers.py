"""Which dialect of SQLAlchemy serves a URL: whatever driver it names, the one whose driver limbeck stands in for; and
which URL it is: that of --url, if there is one."""

import sys

import _limbeck
from sqlalchemy import engine
from sqlalchemy.dialects import registry
from sqlalchemy.engine import create, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.util.concurrency import _concurrency_shim

from limbeck.virtual_environment import has_greenlet

_SYNCHRONOUS = {
    "postgresql": ("postgresql", "postgresql.psycopg", "postgresql.psycopg2", "postgresql.psycopg2cffi",
                   "postgresql.pg8000"),
    "sqlite": ("sqlite", "sqlite.pysqlite"),
    **{name: (name, *(f"{name}.{driver}" for driver in ("pymysql", "mysqldb", "mysqlconnector", "mariadbconnector", "cymysql")))
       for name in ("mysql", "mariadb")},
}
_ASYNCHRONOUS = {"postgresql": ("postgresql.asyncpg", "postgresql.psycopg_async"), "sqlite": ("sqlite.aiosqlite",),
                 **{name: (f"{name}.aiomysql", f"{name}.asyncmy") for name in ("mysql", "mariadb")}}


def _dialect(name):
    if name == "postgresql":
        from .planned_dialect import PGDialect_psycopg2 as found
    elif name == "mysql":
        from .planned_mysql import MySQLDialect_pymysql as found
    elif name == "mariadb":
        from .planned_mysql import MariaDBDialect_pymysql as found
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
    _prefer_the_commands_url()
    if has_greenlet():
        _keep_greenlet()


def _keep_greenlet():
    """SQLAlchemy keeps to our greenlet, where others import that of the environment."""
    from limbeck.stand_ins import greenlet

    before = sys.modules.get("greenlet")
    sys.modules["greenlet"] = greenlet
    try:
        _concurrency_shim._initialize()
    finally:
        if before is None:
            del sys.modules["greenlet"]
        else:
            sys.modules["greenlet"] = before


def url_of_command(is_async):
    """--url with a driver that serves an engine of this kind; None without it."""
    asked = (_limbeck.environment() or {}).get("url")
    if not asked:
        return None
    url = make_url(asked)
    name = url.get_backend_name()
    has_async_driver = url.drivername.replace("+", ".") in _ASYNCHRONOUS.get(name, ())
    if is_async and not has_async_driver:
        return url.set(drivername=_ASYNCHRONOUS[name][0].replace(".", "+"))
    if has_async_driver and not is_async:
        return url.set(drivername=name)
    return url


def _checked(url):
    """What is no URL is refused with the engine's advice."""
    try:
        make_url(url)
    except ArgumentError as error:
        try:
            _limbeck.parse_url(url)
        except _limbeck.Error as refusal:
            error._limbeck_error = refusal
        raise
    return url


def _prefer_the_commands_url():
    create_engine, engine_from_config = create.create_engine, create.engine_from_config
    if create_engine.__module__ == __name__:
        return

    def with_url_of_command(url, **kwargs):
        asked = url_of_command(kwargs.get("_is_async", False))
        return create_engine(_checked(url) if asked is None else asked, **kwargs)

    def from_config(configuration, prefix="sqlalchemy.", **kwargs):
        asked = url_of_command(False)
        if asked is not None:
            configuration = {**configuration, prefix + "url": asked}
        return engine_from_config(configuration, prefix, **kwargs)

    for name, function in (("create_engine", with_url_of_command), ("engine_from_config", from_config)):
        function.__name__ = function.__qualname__ = name
        function.__doc__ = getattr(create, name).__doc__
        for module in (create, engine, sys.modules["sqlalchemy"]):
            setattr(module, name, function)
    if asynchronous := sys.modules.get("sqlalchemy.ext.asyncio.engine"):
        asynchronous._create_engine = with_url_of_command
