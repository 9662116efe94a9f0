"""Alembic's EnvironmentContext and MigrationContext, with limbeck's engine behind them: it keeps the connection's
transactions, the version table, the lock, the plan and the log; Alembic's operations run as they are."""

import logging
from contextlib import contextmanager

import _limbeck
from alembic.runtime import environment, migration
from alembic.runtime.migration import MigrationInfo
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import create_engine, pool
from sqlalchemy.engine.mock import MockConnection

from limbeck.arguments import Arguments, run_arguments
from limbeck.errors import Error, script_place
from limbeck.transaction import Transaction

from .config import EngineConfig
from .drivers import url_of_command

_texts = ("starting_rev", "tag", "version_table", "version_table_schema")
# Options that the engine reads, by its names for them.
_of_engine = {
    "as_sql": "as_sql", "purge": "purge", "dont_mutate": "dont_mutate", "transactional_ddl": "transactional_ddl",
    "transaction_per_migration": "transaction_per_migration",
    "starting_rev": "starting_revision", "tag": "tag", "version_table": "version_table",
    "version_table_schema": "version_table_schema", "version_table_pk": "version_table_pk",
}


def _options():
    """What Alembic's commands hand to the environment."""
    asked = _limbeck.environment()
    options = {"as_sql": asked.get("as_sql", False), "template_args": {}}
    destinations = asked.get("destination_revisions")
    if destinations:
        options["starting_rev"] = asked["starting_revision"]
        options["destination_rev"] = tuple(destinations) if asked["command"] == "stamp" else destinations[0]
        options["tag"] = asked["tag"]
    for name in ("dont_mutate", "purge"):
        if asked.get(name):
            options[name] = True
    return options


class EnvironmentContext(environment.EnvironmentContext):
    @classmethod
    def of_engine(cls):
        config = EngineConfig()
        return cls(config, ScriptDirectory.from_config(config), **_options())

    def configure(self, connection=None, url=None, dialect_name=None, **kw):
        if connection is not None and hasattr(connection, "sync_connection"):
            connection = connection.sync_connection
        if connection is None:
            url = url_of_command(False) or url
            if self.context_opts.get("as_sql"):
                # Of others a % in a name or a text would be two.
                kw["dialect_opts"] = {"paramstyle": "named", **(kw.get("dialect_opts") or {})}
        with quiet():
            super().configure(connection=connection, url=url, dialect_name=dialect_name, **kw)
        context = self._migration_context
        context.__class__ = MigrationContext
        context.said = frozenset(kw) | frozenset(self.context_opts)
        if type(context.connection) is MockConnection:
            context.connection.__class__ = Offline
        options = context.opts
        plain = {}
        for key, name in _of_engine.items():
            value = options.get(key)
            if value is not None:
                plain[name] = str(value) if key in _texts else bool(value)
        schema = _translated(connection, plain.get("version_table_schema"))
        if schema is not None:
            plain["version_table_schema"] = schema
        convention = _naming_convention(options.get("target_metadata"))
        if convention:
            plain["naming_convention"] = convention
        handle = None
        if connection is not None:
            handle = driver_connection(connection).handle_of_context()
        elif url:
            plain["url"] = url if isinstance(url, str) else url.render_as_string(hide_password=False)
        elif dialect_name:
            plain["dialect_name"] = dialect_name
        write = options.get("output_buffer") or getattr(self.config, "output_buffer", None)
        _limbeck.configure(plain, handle, None if write is None else write.write,
                           [_callback(function) for function in options.get("on_version_apply", ())],
                           _steps_function(options.get("fn")))

    def run_migrations(self, **kw):
        assert self._migration_context is not None
        self.get_context().run_migrations(**kw)

    def context_of_engine(self):
        """The migration context; made of the engine's own where no env.py has configured one."""
        if self.__dict__.get("_migration_context") is None:
            info = _limbeck.context_info()
            connection = None
            if info["connection"] is not None:
                connection = _connection_over(info["connection"])
            with quiet():
                self._migration_context = migration.MigrationContext.configure(
                    connection=connection, dialect_name=info["dialect_name"], environment_context=self,
                    opts={**self.context_opts, "as_sql": info["as_sql"]})
            self._migration_context.__class__ = MigrationContext
        return self._migration_context


# Where Alembic keeps which modules speak for an EnvironmentContext.
EnvironmentContext._setups[EnvironmentContext] = EnvironmentContext._setups[environment.EnvironmentContext]


class Lacking(Error, AttributeError):
    """An attribute that a script may ask for, and that Alembic itself asks whether it is there."""


class Offline(MockConnection):
    """What takes statements where SQL is written and no database is there."""

    def __getattr__(self, name):
        if name in ("begin", "begin_nested", "close", "connection", "exec_driver_sql", "in_nested_transaction",
                    "in_transaction", "scalar", "scalars"):
            raise Lacking(f"a script needs a database (Connection.{name}), and --sql has none: sessions and results of "
                          "queries are not there", script_place(),
                          "Run the revision without --sql, or let it ask context.is_offline_mode().")
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


Offline.__name__ = MockConnection.__name__  # scripts ask by this name whether there is a database


@contextmanager
def quiet(name="alembic.runtime.migration"):
    """The engine has said these lines."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


@contextmanager
def only_news(name):
    """What the process that this one has taken up the run of has said is not said again by loggers below that name."""
    def is_news(record):
        return _limbeck.is_news(record.getMessage())

    loggers = [logger for key, logger in logging.root.manager.loggerDict.items()
               if key.startswith(name + ".") and isinstance(logger, logging.Logger)]
    for logger in loggers:
        logger.addFilter(is_news)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(is_news)


class MigrationContext(migration.MigrationContext):
    """The engine's migration context of this thread."""

    def begin_transaction(self, _per_migration=False):
        return Transaction(_per_migration)

    def run_migrations(self, **kw):
        with Arguments(kw):
            _limbeck.run_migrations()

    def get_current_heads(self):
        return tuple(_limbeck.current_heads())

    def stamp(self, script_directory, revision):
        _limbeck.stamp([revision] if isinstance(revision, str) else list(revision))

    def _ensure_version_table(self, purge=False):
        _limbeck.ensure_version_table(purge)

    @contextmanager
    def autocommit_block(self):
        _limbeck.enter_autocommit()
        driver = None if self.as_sql else driver_connection(self.connection)
        try:
            if driver is None:
                yield
            else:
                with driver.in_autocommit():
                    yield
        finally:
            _limbeck.exit_autocommit()

    @contextmanager
    def held(self):
        """A Session that a script binds to the connection finds a transaction there, and joins it; only the engine ends
        it."""
        if self.as_sql or self.connection is None:
            yield
            return
        driver = driver_connection(self.connection)
        own = None if self.connection.in_transaction() else self.connection.begin()
        try:
            with driver.held():
                yield
        finally:
            if own is not None:
                with driver.over():
                    own.close()
            elif not self.connection.in_transaction():
                self.connection.begin()  # the step has committed; what env.py commits at the end is what comes now


def driver_connection(connection):
    """The connection of our driver below one of SQLAlchemy's."""
    found = connection.connection.dbapi_connection
    if not hasattr(found, "handle_of_context"):
        raise CommandError(f"'connection' argument to configure() is a connection of {type(found).__module__}, which is "
                           "not limbeck's")
    return found


_DRIVERS = {"postgresql": "psycopg2", "sqlite": "sqlite3", "mysql": "pymysql.connections", "mariadb": "pymysql.connections"}


def _connection_over(handle):
    """A Connection of SQLAlchemy over one that the engine has."""
    import importlib

    name = handle.dialect_name
    driver = importlib.import_module(_DRIVERS[name])
    below = driver.connection_over(handle)
    engine = create_engine(f"{name}://", poolclass=pool.NullPool, creator=lambda: below)
    with below.over():  # it asks the server what it is, in a transaction that it then ends
        return engine.connect()


def over_engine(handle):
    """A Connection to look through, in a transaction that is nobody's to end."""
    found = _connection_over(handle)
    driver_connection(found).over().__enter__()
    return found


def _translated(connection, schema):
    """The schema of the version table, as SQLAlchemy translates those of all tables."""
    words = connection.get_execution_options().get("schema_translate_map") if connection is not None else None
    return (words or {}).get(schema, schema)


def _naming_convention(metadata):
    for item in metadata if isinstance(metadata, (list, tuple)) else (metadata,):
        convention = getattr(item, "naming_convention", None)
        if convention:
            return {_word(key): text for key, text in convention.items() if isinstance(text, str)}
    return None


def _word(key):
    if isinstance(key, str):
        return key
    words = {"Index": "ix", "UniqueConstraint": "uq", "CheckConstraint": "ck", "ForeignKeyConstraint": "fk",
             "PrimaryKeyConstraint": "pk"}
    return words.get(key.__name__, key.__name__)


def _callback(function):
    def call(info):
        from .state import environment

        here = environment()
        step = info["step"]
        function(ctx=here.get_context(), heads=set(info["heads"]), run_args=run_arguments(),
                 step=MigrationInfo(here.script.revision_map, step["is_upgrade"], step["is_stamp"],
                                    tuple(step["up_revision_ids"]), tuple(step["down_revision_ids"])))

    return call


def _steps_function(function):
    """env.py's own `fn`, which says which steps to run, in place of the command's."""
    if function is None:
        return None

    def steps(heads):
        from .state import environment as here

        return [_plain_step(step) for step in function(tuple(heads), here().get_context()) or ()]

    return steps


def _plain_step(step):
    if isinstance(step, migration.StampStep):
        return {"revision": None, "is_upgrade": step.is_upgrade, "from": list(step.from_), "to": list(step.to_),
                "branch_move": step.branch_move}
    return {"revision": step.revision.revision, "is_upgrade": step.is_upgrade, "doc": step.doc or ""}
