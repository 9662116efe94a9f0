"""Engines and connections."""

from contextlib import contextmanager, nullcontext

import _limbeck
from limbeck.connect_arguments import plain
from limbeck.errors import place_of
from limbeck.facade import overruled, refuse_overruled, unsupported

from .. import event, exc
from .._dialect import Dialect
from ..pool import ConnectionPoolEntry, Pool
from .dbapi import DBAPIConnection
from .errors import translated
from .result import PlannedResult, Result
from .statements import check_statement_options, driver_parameters, parameters_for, refuse_options, statement_plain
from .transactions import NestedTransaction, RootTransaction
from .url import make_url


class Connection:
    _tells_nobody = True
    invalidated = False

    def __init__(self, engine, handle=None):
        self.engine = engine
        self._handle = handle
        self._transaction = None
        self._savepoints = 0
        level = engine._isolation_level if engine is not None else None
        self._autocommit = level == "AUTOCOMMIT"
        self._level = None if self._autocommit else level  # of the session; None: the usual one
        self._options = {}
        self.closed = False
        self._dialect = None
        self._owned = True
        self.info = {}

    @classmethod
    def _of_handle(cls, handle):
        """A connection that the engine opened by itself."""
        made = cls(None, handle)
        made.engine = Engine._of_connection(made)
        made._owned = False
        return made

    # the handle

    def _open(self):
        if self.closed:
            raise exc.ResourceClosedError("This Connection is closed")
        if self._handle is None:
            self._handle = self.engine._handle_for(self)
        return self._handle

    _handle_of_context = _open

    def _call(self, name, *arguments):
        try:
            return getattr(self._open(), name)(*arguments)
        except _limbeck.Error as error:
            raise translated(error) from error

    def _inspect(self, question, arguments):
        self._begin_if_needed()
        return self._call("inspect", question, arguments)

    def _begin_if_needed(self):
        if not self._autocommit and not self._open().in_transaction():
            self._call("begin")

    def _invoke(self, operation, convention=None):
        if overruled:
            refuse_overruled(self.dialect.name)
        self._begin_if_needed()
        self._call("invoke", operation, convention or {})

    invoke = _invoke

    def has_table(self, name, schema=None):
        return self._inspect("has_table", {"table": str(name), "schema": schema or ""})

    def _looks_first(self, checkfirst):
        return bool(checkfirst)

    def _schema_changes(self):
        """For a whole schema to be made on it."""
        return nullcontext(self)

    def _inspector(self):
        from .reflection import Inspector

        return Inspector(self)

    # what SQLAlchemy's has

    @property
    def dialect(self):
        if self._dialect is None:
            name = self.engine.dialect.name if self.engine._url is not None else self._open().dialect_name
            self._dialect = Dialect(name, getattr(self.engine, "driver", None), self)
        return self._dialect

    connection = property(DBAPIConnection)

    def execution_options(self, **opt):
        refuse_options(opt)
        level = opt.get("isolation_level")
        if level is not None:
            if self._transaction is not None and self.in_transaction() and (level == "AUTOCOMMIT") != self._autocommit:
                unsupported("another isolation_level within a transaction")
            self._autocommit = level == "AUTOCOMMIT"
            if not self._autocommit and level != (self._level or self.dialect.default_isolation_level):
                self._call("set_isolation_level", level)
                self._level = level
        self._options.update(opt)
        return self

    def execute(self, statement, parameters=None, *, execution_options=None):
        check_statement_options(execution_options)
        if isinstance(statement, str):
            raise exc.ObjectNotExecutableError(f"Not an executable object: {statement!r}")
        if hasattr(statement, "__clause_element__"):
            statement = statement.__clause_element__()
        if "isolation_level" in (getattr(statement, "_execution_options", None) or ()):
            check_statement_options(statement._execution_options)
        if getattr(statement, "_is_ddl", False):
            self._invoke(statement._operation(), statement._convention())
            return Result({"returns_rows": False})
        if not hasattr(statement, "_plain"):
            if getattr(statement, "is_sequence", False):
                from ..sql import select

                return self.execute(select(statement.next_value())).scalar()  # the number itself, no result
            raise exc.ObjectNotExecutableError(f"Not an executable object: {statement!r}")
        name = self.dialect.name
        if overruled:
            refuse_overruled(name)
        parameters = parameters_for(statement, parameters, name)
        if parameters and hasattr(statement, "_beside_parameters"):
            statement = statement._beside_parameters(parameters)
        return self._run(statement_plain(statement), parameters, statement)

    def _run(self, plain, parameters, statement=None):
        self._begin_if_needed()
        try:
            found = self._open().execute(plain, parameters)
        except _limbeck.Error as error:
            raise translated(error, parameters) from error
        if found.get("planned"):
            return PlannedResult(self._handle, plain)
        return Result(found, statement, self.dialect.name, parameters)

    def exec_driver_sql(self, statement, parameters=None, execution_options=None):
        check_statement_options(execution_options)
        return self._run(str(statement), driver_parameters(parameters))

    def scalar(self, statement, parameters=None, *, execution_options=None):
        found = self.execute(statement, parameters, execution_options=execution_options)
        return found if getattr(statement, "is_sequence", False) else found.scalar()

    def scalars(self, statement, parameters=None, *, execution_options=None):
        return self.execute(statement, parameters, execution_options=execution_options).scalars()

    # transactions

    def begin(self):
        if self._transaction is not None or self.in_transaction():
            raise exc.InvalidRequestError(
                "This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; "
                "can't call begin() here unless rollback() or commit() is called first.")
        self._open()
        if not self._autocommit:
            self._call("begin")
        self._transaction = RootTransaction(self)
        return self._transaction

    def begin_nested(self):
        self._begin_if_needed()
        return NestedTransaction(self)

    def _end(self, how):
        if self.in_transaction():
            self._call(how)

    def commit(self):
        (self._transaction or RootTransaction(self)).commit()

    def rollback(self):
        (self._transaction or RootTransaction(self)).rollback()

    def in_transaction(self):
        return self._handle is not None and self._handle.in_transaction()

    def close(self):
        if self.closed:
            return
        self._transaction = None
        if self._handle is not None and self._owned:
            self.engine._give_back(self._handle)
        self.closed = self._owned

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
        return False


class Engine:
    echo = False

    def __init__(self, url, connect_args=None, isolation_level=None, options=None, poolclass=None):
        self._url = url
        self._connect_args = dict(connect_args or {})
        self._options = dict(options or {})
        self._isolation_level = isolation_level or self._options.get("isolation_level")
        self._listeners = {}
        self._shared = None
        self._poolclass = poolclass
        self._parent = None
        self._connection = None
        if url is not None:
            self.dialect = Dialect(url.get_backend_name(), url.get_driver_name())

    @classmethod
    def _of_connection(cls, connection):
        """Of a connection that the program opened: other connections go to the same database."""
        made = cls(None)
        made._connection = connection
        made.dialect = Dialect(connection._open().dialect_name, None, connection)
        return made

    @property
    def url(self):
        if self._url is None:
            self._url = make_url(self._connection._open().url())
        return self._url

    @property
    def engine(self):
        return self

    sync_engine = engine
    name = property(lambda self: self.dialect.name)
    driver = property(lambda self: self.dialect.driver)

    def _handle_for(self, connection):
        refuse_options(self._options)
        if self._parent is not None:
            return self._parent._handle_for(connection)
        if self._shared is not None:
            return self._shared
        url = self.url
        heard = self._heard()
        try:
            handle = _limbeck.connect(url.render_as_string(hide_password=False), plain(self._connect_args))
        except _limbeck.Error as error:
            raise translated(error) from error
        if not self.dialect._has_server and url.database in (None, "", ":memory:") or \
                getattr(self._poolclass, "__name__", "") == "StaticPool":
            self._shared = handle
        if self._isolation_level not in (None, "AUTOCOMMIT"):
            handle.set_isolation_level(self._isolation_level)
        if "connect" in heard:
            connection._handle = handle
            for function in heard["connect"]:
                function(DBAPIConnection(connection), ConnectionPoolEntry())
        return handle

    def _heard(self):
        """Who listens to new connections of this engine: those of all engines first."""
        found = {}
        for target in (Engine, Pool, self):
            for name, functions in event.listeners_of(target).items():
                if name != "connect":
                    for function in functions:
                        unsupported(f"a listener to {name} of connections", where=place_of(function))
                found[name] = found.get(name, []) + functions
        return found

    def _give_back(self, handle):
        if handle.in_transaction():
            try:
                handle.rollback()
            except _limbeck.Error:
                pass
        if handle is not (self._parent or self)._shared:
            handle.close()

    def connect(self):
        return Connection(self)

    def _invoke(self, operation, convention=None):
        with self.begin() as connection:
            connection._invoke(operation, convention)

    @contextmanager
    def begin(self):
        with self.connect() as connection, connection.begin():
            yield connection

    _schema_changes = begin
    _inspector = Connection._inspector

    def dispose(self, close=True):
        if self._shared is not None:
            self._shared.close()
            self._shared = None

    def execution_options(self, **opt):
        made = Engine(self.url, self._connect_args, opt.get("isolation_level", self._isolation_level),
                      {**self._options, **opt}, self._poolclass)
        made._parent = self._parent or self
        made._listeners = self._listeners
        return made

    def __repr__(self):
        return f"Engine({self.url!r})"


# What tunes pools, logs and caches, and changes nothing of what a migration does.
_TUNING = frozenset(
    "client_encoding echo echo_pool enable_from_linting executemany_batch_page_size executemany_mode future "
    "implicit_returning insertmanyvalues_page_size logging_name max_overflow pool_logging_name pool_pre_ping pool_recycle "
    "pool_reset_on_return pool_size pool_timeout pool_use_lifo query_cache_size skip_autocommit_rollback "
    "use_insertmanyvalues".split())
_TAKEN = frozenset(("connect_args", "execution_options", "isolation_level", "poolclass"))


def create_engine(url, **kwargs):
    environment = _limbeck.environment()
    # --url wins, also where env.py found none.
    url = make_url((environment and environment.get("url")) or url)
    for name, value in kwargs.items():
        if value is not None and name not in _TUNING and name not in _TAKEN:
            unsupported(f"create_engine({name}=...)")
    return Engine(url, kwargs.get("connect_args"), kwargs.get("isolation_level"), kwargs.get("execution_options"),
                  kwargs.get("poolclass"))


def engine_from_config(configuration, prefix="sqlalchemy.", **kwargs):
    options = {key[len(prefix):]: configuration[key] for key in configuration if key.startswith(prefix)}
    options.update(kwargs)
    try:
        url = options.pop("url")
    except KeyError as error:
        environment = _limbeck.environment()
        if not environment or not environment.get("url"):
            error.add_note(f"{prefix}url is not set: neither in the configuration file nor by env.py, nor with --url")
            raise
        url = environment["url"]
    return create_engine(url, **options)
