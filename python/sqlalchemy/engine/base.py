"""Engines, connections and their transactions."""

from contextlib import nullcontext

import _limbeck
from limbeck.errors import place_of
from limbeck.facade import overruled, refuse_overruled, unsupported

from .. import event, exc
from .._dialect import Dialect, current_dialect_name, dialect_named
from .result import Result
from .url import make_url


# Events of engines, connections and pools that nobody here tells of.
_UNHEARD = ("begin", "begin_twophase", "commit", "commit_twophase", "prepare_twophase", "rollback", "rollback_twophase",
            "savepoint", "rollback_savepoint", "release_savepoint", "before_execute", "after_execute", "before_cursor_execute",
            "after_cursor_execute", "do_execute", "do_execute_no_params", "do_executemany", "do_setinputsizes", "handle_error",
            "set_connection_execution_options", "checkin", "close", "close_detached", "detach", "invalidate",
            "soft_invalidate", "reset")


class _DriverError(Exception):
    """Stands for the exception of a driver."""

    def __init__(self, error):
        super().__init__(error.what)
        self.pgcode = self.sqlstate = error.sqlstate or None
        self.pgerror = error.what
        self.diag = self
        self.message_primary = error.what


_DriverError.__module__ = "database"
_DriverError.__qualname__ = _DriverError.__name__ = "Error"

_by_class = {
    "0A": exc.NotSupportedError, "08": exc.OperationalError, "20": exc.ProgrammingError, "21": exc.ProgrammingError,
    "22": exc.DataError, "23": exc.IntegrityError, "24": exc.InternalError, "25": exc.InternalError,
    "26": exc.ProgrammingError, "27": exc.OperationalError, "28": exc.OperationalError, "2B": exc.InternalError,
    "2D": exc.InternalError, "2F": exc.OperationalError, "34": exc.OperationalError, "38": exc.OperationalError,
    "39": exc.OperationalError, "3B": exc.OperationalError, "3D": exc.ProgrammingError, "3F": exc.ProgrammingError,
    "40": exc.OperationalError, "42": exc.ProgrammingError, "44": exc.ProgrammingError, "53": exc.OperationalError,
    "54": exc.OperationalError, "55": exc.OperationalError, "57": exc.OperationalError, "58": exc.OperationalError,
    "F0": exc.InternalError, "HV": exc.OperationalError, "P0": exc.InternalError, "XX": exc.InternalError,
}


def _translated(error, parameters=None):
    """The engine's error as SQLAlchemy names it."""
    if error.kind != "database":
        return error
    if error.sqlstate:
        kind = _by_class.get(error.sqlstate[:2], exc.DatabaseError)
    else:
        kind = exc.IntegrityError if "constraint failed" in error.what else exc.OperationalError
    made = kind(error.statement or None, parameters, _DriverError(error))
    made._limbeck_error = error
    return made


def _operation_of(construct, parameters=None):
    """The operation that executes what a script gives to op.execute()."""
    if isinstance(construct, str):
        return {"op": "execute", "statement": {"node": "text", "text": str(construct)}}
    if getattr(construct, "_is_ddl", False):
        return construct._operation()
    if hasattr(construct, "__clause_element__"):
        construct = construct.__clause_element__()
    if not hasattr(construct, "_plain"):
        raise exc.ObjectNotExecutableError(construct)
    if parameters:
        construct = construct.bindparams(**parameters) if hasattr(construct, "bindparams") else construct.params(parameters)
    return {"op": "execute", "statement": _statement_plain(construct, None)}


def _statement_plain(statement, dialect_name):
    if getattr(statement, "_is_function", False) or type(statement).__name__ in ("Function", "next_value"):
        from ..sql import select

        statement = select(statement)
    if hasattr(statement, "_is_outermost"):
        statement = statement._with(_is_outermost=True)
    return statement._plain()


def _table_for_rows(table):
    """The table of a bulk insert: the columns' names and types are all that matters."""
    if hasattr(table, "_definition"):
        plain = {"name": str(table.name),
                 "columns": [{"name": str(column.name), "type": column.type._plain()} for column in table._column_list]}
    else:
        plain = {"name": str(table.name),
                 "columns": [{"name": str(column.name), "type": column.type._plain()} for column in table.c]}
    if getattr(table, "schema", None):
        plain["schema"] = str(table.schema)
    return plain


def _rows_for_table(table, rows):
    columns, names = {}, {}
    defaults = []
    name = current_dialect_name()
    for column in table.c:
        columns[column.key] = column
        if _takes_values_as_they_are(column.type):
            names[column.key] = str(column.name)
        default = getattr(column, "default", None)
        if getattr(default, "has_arg", False):
            defaults.append((column, default._value))
        elif getattr(default, "is_sequence", False) and dialect_named(name).supports_sequences:
            defaults.append((column, default.next_value))
    made = []
    for row in rows:
        found = {}
        for key, value in row.items():
            if key in names and type(value) in _PLAIN_VALUES:
                found[names[key]] = value
                continue
            column = columns.get(key)
            if column is None:
                if not isinstance(key, str):
                    key = getattr(key, "key", None) or key.name
                    column = columns.get(key)
                if column is None:
                    raise exc.CompileError(f"Unconsumed column names: {key}")
            found[str(column.name)] = _row_value(value, column.type, name)
        for column, value_of in defaults:
            if column.name not in found:
                found[str(column.name)] = _row_value(value_of(), column.type, name)
        made.append(found)
    return made


_PLAIN_VALUES = frozenset((str, int, float, bool, bytes, type(None)))


def _takes_values_as_they_are(type_):
    from ..types import TypeEngine

    cls = type(type_)
    return isinstance(type_, TypeEngine) and cls._bind is TypeEngine._bind and \
        cls.bind_expression is TypeEngine.bind_expression


def _row_value(value, type_, dialect_name):
    if hasattr(value, "_plain"):
        return {"expression": value._plain()}
    if hasattr(value, "__clause_element__"):
        return {"expression": value.__clause_element__()._plain()}
    from ..sql.elements import BindParameter, bound_as, has_bind_expression

    expression = bound_as(type_, BindParameter(None, value, type_, unique=True)) if has_bind_expression(type_) else None
    if expression is not None:
        return {"expression": expression._plain()}
    bound = type_._bind(value, dialect_name)
    return {"value": bound} if isinstance(bound, dict) else bound


class Transaction:
    """A transaction that a script began; `with` commits it, or rolls back after an exception."""

    def __init__(self, connection):
        self.connection = connection
        self.is_active = True

    @property
    def is_valid(self):
        return self.is_active

    def commit(self):
        if not self.is_active:
            raise exc.InvalidRequestError("This transaction is inactive")
        self.is_active = False
        self._commit()

    def rollback(self):
        if self.is_active:
            self.is_active = False
            self._rollback()

    close = rollback

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if not self.is_active:
            return False
        if kind is None:
            try:
                self.commit()
            except BaseException:
                self._rollback()
                raise
        else:
            self.rollback()
        return False


class RootTransaction(Transaction):
    def _commit(self):
        self.connection._transaction = None
        self.connection._commit()

    def _rollback(self):
        self.connection._transaction = None
        self.connection._rollback()


class NestedTransaction(Transaction):
    def __init__(self, connection):
        super().__init__(connection)
        connection._savepoints += 1
        self._name = f"sa_savepoint_{connection._savepoints}"
        connection._call("savepoint", self._name)
        self._outer = connection._nested
        connection._nested = self

    def _commit(self):
        self.connection._nested = self._outer
        self.connection._call("release_savepoint", self._name)

    def _rollback(self):
        self.connection._nested = self._outer
        if self.connection.in_transaction():
            self.connection._call("rollback_to_savepoint", self._name)


class TwoPhaseTransaction(RootTransaction):
    pass


class Connection:
    dispatch = None
    _tells_nobody = True
    should_close_with_result = False

    def __init__(self, engine, handle=None):
        self.engine = engine
        self._handle = handle
        self._transaction = None
        self._nested = None
        self._savepoints = 0
        self._autocommit = engine._isolation_level == "AUTOCOMMIT" if engine is not None else False
        level = engine._isolation_level if engine is not None else None
        self._level = None if level == "AUTOCOMMIT" else level  # of the session; None: the usual one
        self._options = {}
        self._closed = False
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
        if self._closed:
            raise exc.ResourceClosedError("This Connection is closed")
        if self._handle is None:
            self._handle = self.engine._handle_for(self)
        return self._handle

    def _handle_of_context(self):
        return self._open()

    def _call(self, name, *arguments):
        try:
            return getattr(self._open(), name)(*arguments)
        except _limbeck.Error as error:
            raise _translated(error) from error

    def _inspect(self, question, arguments):
        self._begin_if_needed()
        return self._call("inspect", question, arguments)

    def _begin_if_needed(self):
        handle = self._open()
        if not self._autocommit and not handle.in_transaction():
            try:
                handle.begin()
            except _limbeck.Error as error:
                raise _translated(error) from error

    def _invoke(self, operation, convention=None):
        if overruled:
            refuse_overruled(self.dialect.name)
        self._begin_if_needed()
        self._call("invoke", operation, convention or {})

    def has_table(self, name, schema=None):
        return self._inspect("has_table", {"table": str(name), "schema": schema or ""})

    invoke = _invoke

    def _looks_first(self, checkfirst):
        return bool(checkfirst)

    # what SQLAlchemy's has

    @property
    def dialect(self):
        if self._dialect is None:
            name = self.engine.dialect.name if self.engine is not None and self.engine._url is not None else \
                self._open().dialect_name
            self._dialect = Dialect(name, getattr(self.engine, "driver", None), self)
        return self._dialect

    @property
    def connection(self):
        from .dbapi import DBAPIConnection

        return DBAPIConnection(self)

    @property
    def closed(self):
        return self._closed

    invalidated = False

    @property
    def default_isolation_level(self):
        return self.dialect.default_isolation_level

    def get_isolation_level(self):
        if self._autocommit:
            return "AUTOCOMMIT"
        return self._options.get("isolation_level", self.default_isolation_level)

    def execution_options(self, **opt):
        _refuse_options(opt)
        level = opt.get("isolation_level")
        if level is not None:
            if self._handle is not None and self._handle.in_transaction() and \
                    (level == "AUTOCOMMIT") != self._autocommit:
                if self._transaction is not None:
                    raise exc.InvalidRequestError(
                        "This connection has already initialized a SQLAlchemy Transaction() object via begin() or "
                        "autobegin; isolation_level may not be altered unless rollback() or commit() is called first.")
            self._autocommit = level == "AUTOCOMMIT"
            if not self._autocommit and level != (self._level or self.default_isolation_level):
                self._call("set_isolation_level", level)
                self._level = level
        self._options.update(opt)
        return self

    def get_execution_options(self):
        return dict(self._options)

    def execute(self, statement, parameters=None, *, execution_options=None):
        _check_statement_options(execution_options)
        if isinstance(statement, str):
            raise exc.ObjectNotExecutableError(statement)
        if hasattr(statement, "__clause_element__"):
            statement = statement.__clause_element__()
        if "isolation_level" in (getattr(statement, "_execution_options", None) or ()):
            _check_statement_options(statement._execution_options)
        if getattr(statement, "_is_ddl", False):
            self._invoke(statement._operation(), statement._convention())
            return Result({"returns_rows": False})
        if hasattr(statement, "_execute_on"):
            return statement._execute_on(self, parameters)
        if not hasattr(statement, "_plain"):
            if getattr(statement, "is_sequence", False):
                from ..sql import select

                return self.execute(select(statement.next_value())).scalar()  # the number itself, no result
            raise exc.ObjectNotExecutableError(statement)
        name = self.dialect.name
        if overruled:
            refuse_overruled(name)
        parameters = _parameters_for(statement, parameters, name)
        if parameters and hasattr(statement, "_beside_parameters"):
            statement = statement._beside_parameters(parameters)
        plain = _statement_plain(statement, name)
        return self._run(plain, parameters, statement)

    def _run(self, plain, parameters, statement=None):
        self._begin_if_needed()
        try:
            found = self._handle.execute(plain, parameters)
        except _limbeck.Error as error:
            raise _translated(error, parameters) from error
        if found.get("planned"):
            from .result import PlannedResult

            return PlannedResult(self._handle, plain)
        return Result(found, statement, self.dialect.name, parameters)

    def exec_driver_sql(self, statement, parameters=None, execution_options=None):
        _check_statement_options(execution_options)
        return self._run(str(statement), _driver_parameters(parameters))

    def scalar(self, statement, parameters=None, *, execution_options=None):
        found = self.execute(statement, parameters, execution_options=execution_options)
        return found if getattr(statement, "is_sequence", False) else found.scalar()

    def scalars(self, statement, parameters=None, *, execution_options=None):
        return self.execute(statement, parameters, execution_options=execution_options).scalars()

    # transactions

    def _schema_changes(self):
        """For a whole schema to be made on it."""
        return nullcontext(self)

    def _inspector(self):
        from .reflection import inspect

        return inspect(self)

    def begin(self):
        if self._transaction is not None or self.in_transaction():
            raise exc.InvalidRequestError(
                "This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; "
                "can't call begin() here unless rollback() or commit() is called first.")
        handle = self._open()
        if not self._autocommit:
            handle.begin()
        self._transaction = RootTransaction(self)
        return self._transaction

    def begin_nested(self):
        self._begin_if_needed()
        return NestedTransaction(self)

    begin_twophase = begin

    def _commit(self):
        if self.in_transaction():
            self._call("commit")

    def _rollback(self):
        if self.in_transaction():
            self._call("rollback")

    def commit(self):
        if self._transaction is not None:
            self._transaction.commit()
        else:
            self._commit()

    def rollback(self):
        if self._transaction is not None:
            self._transaction.rollback()
        else:
            self._rollback()

    def in_transaction(self):
        return self._handle is not None and self._handle.in_transaction()

    def in_nested_transaction(self):
        return self._nested is not None and self._nested.is_active

    def get_transaction(self):
        if self._transaction is not None:
            return self._transaction
        return RootTransaction(self) if self.in_transaction() else None

    def get_nested_transaction(self):
        return self._nested

    def close(self):
        if self._closed:
            return
        self._transaction = None
        if self._handle is not None and self._owned:
            self.engine._give_back(self._handle)
        self._closed = self._owned

    def detach(self):
        pass

    def invalidate(self, exception=None):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
        return False

    def run_callable(self, callable_, *args, **kw):
        return callable_(self, *args, **kw)

    def _run_ddl_visitor(self, visitorcallable, element, **kw):
        element.create(self, **kw)

    def schema_for_object(self, obj):
        return obj.schema

    def __repr__(self):
        return "<sqlalchemy.engine.base.Connection>"


def _refuse_options(options):
    """Options of a connection that change where statements go, or what they may do."""
    names = (options or {}).get("schema_translate_map") or {}
    if not all(name == other for name, other in names.items()):
        unsupported(f"schema_translate_map={names!r}",
                    "On PostgreSQL, connection.execute(text('SET search_path TO ...')) does the same for tables without a "
                    "schema")
    for key, words in (("postgresql_readonly", "READ ONLY"), ("postgresql_deferrable", "DEFERRABLE")):
        if (options or {}).get(key):
            unsupported(f"the execution option {key}=True", f"connection.execute(text('SET TRANSACTION {words}')) at the "
                                                            "start of a transaction does the same")


def _check_statement_options(options):
    if "isolation_level" in (options or {}):
        raise exc.ArgumentError("'isolation_level' execution option may only be specified on Connection.execution_options(), "
                                "or per-engine using the isolation_level argument to create_engine().")
    _refuse_options(options)


def _driver_parameters(parameters):
    if parameters is None:
        return None
    if isinstance(parameters, dict):
        return parameters
    return [dict(item) if isinstance(item, dict) else list(item) if isinstance(item, (list, tuple)) else item
            for item in parameters]


def _parameters_for(statement, parameters, dialect_name):
    """Values by name, converted by the types of the statement's table."""
    if parameters is None or parameters == () or parameters == []:
        parameters = None
    if parameters is None:
        return None
    several = isinstance(parameters, (list, tuple))
    rows = [_row_map(row) for row in parameters] if several else _row_map(parameters)
    if hasattr(statement, "_prepare_parameters"):
        return statement._prepare_parameters(rows)
    types = {key: bind.type for key, bind in (getattr(statement, "_bindparams", None) or {}).items()}
    if not types:
        return rows

    def converted(row):
        return {key: types[key]._bind(value, dialect_name) if key in types else value for key, value in row.items()}

    return [converted(row) for row in rows] if several else converted(rows)


def _row_map(row):
    if hasattr(row, "_mapping"):
        row = row._mapping
    if not hasattr(row, "items"):
        raise exc.ArgumentError("List argument must consist only of dictionaries")
    return dict(row.items())


_POSTGRESQL_OPTIONS = frozenset((
    "host", "hostaddr", "port", "dbname", "user", "password", "passfile", "connect_timeout", "client_encoding", "options",
    "application_name", "fallback_application_name", "keepalives", "keepalives_idle", "keepalives_interval",
    "keepalives_count", "tcp_user_timeout", "sslmode", "sslcompression", "sslcert", "sslkey", "sslpassword",
    "sslrootcert", "sslcrl", "requirepeer", "krbsrvname", "gssencmode", "gsslib", "service", "target_session_attrs",
    "channel_binding", "ssl_min_protocol_version", "ssl_max_protocol_version", "load_balance_hosts"))


def _connection_url(url, connect_args):
    """The URL with what the driver of the script would have been told besides."""
    query = dict(url.query)
    for key, value in connect_args.items():
        if key == "server_settings" and isinstance(value, dict):
            query["server_settings"] = value
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            query[key] = str(value)
        elif key == "ssl" and value is True:
            query["ssl"] = "require"
    made = {}
    for key, value in query.items():
        if key == "ssl" and isinstance(value, str):
            made["sslmode"] = {"true": "require", "True": "require", "false": "disable"}.get(value, value)
        elif key == "timeout":
            made["connect_timeout"] = value
        elif key == "server_settings" and isinstance(value, dict):
            for name, setting in value.items():
                if name == "application_name":
                    made["application_name"] = str(setting)
                else:
                    option = f"-c {name}={setting}".replace(" ", "\\ ").replace("-c\\ ", "-c ", 1)
                    made["options"] = f"{made['options']} {option}" if made.get("options") else option
        elif url.get_driver_name() in ("asyncpg", "pg8000") and key not in _POSTGRESQL_OPTIONS:
            continue
        elif key in connect_args and key not in _POSTGRESQL_OPTIONS:
            continue
        else:
            made[key] = value
    return url._replace(query=made)


class Engine:
    echo = False
    hide_parameters = False

    def __init__(self, url, connect_args=None, isolation_level=None, options=None, poolclass=None):
        self._url = url
        self._connect_args = dict(connect_args or {})
        self._isolation_level = isolation_level
        self._options = dict(options or {})
        self._listeners = {}
        self._shared = None
        self._poolclass = poolclass
        self._pool = None
        self._connected = False
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

    @property
    def name(self):
        return self.dialect.name

    @property
    def driver(self):
        return self.dialect.driver

    @property
    def pool(self):
        from ..pool import NullPool

        if self._pool is None:
            self._pool = (self._poolclass or NullPool)(self)
        return self._pool

    def _handle_for(self, connection):
        _refuse_options(self._options)
        if self._parent is not None:
            return self._parent._handle_for(connection)
        if self._shared is not None:
            return self._shared
        url = self.url
        self._refuse_unheard()
        for function in self._heard("do_connect"):
            arguments = {}
            try:
                function(self.dialect, None, [], arguments)
            except TypeError:
                continue
            self._connect_args.update({key: value for key, value in arguments.items()
                                       if isinstance(value, (str, int, float, bool))})
        if self.dialect._has_server:
            url = _connection_url(url, self._connect_args)
        password = self._connect_args.get("password")
        if isinstance(password, str) and self.dialect._has_server:
            url = url._replace(password=password, query={key: value for key, value in url.query.items()
                                                          if key != "password"})
        try:
            handle = _limbeck.connect(url.render_as_string(hide_password=False), {})
        except _limbeck.Error as error:
            raise _translated(error) from error
        if not self.dialect._has_server and url.database in (None, "", ":memory:"):
            self._shared = handle
        elif self._poolclass is not None and self._poolclass.__name__ == "StaticPool":
            self._shared = handle
        level = self._isolation_level
        if level not in (None, "AUTOCOMMIT"):
            handle.set_isolation_level(level)
        first, self._connected = not self._connected, True
        connected, checked_out = self._heard("connect"), self._heard("checkout")
        if first:
            connected = [*self._heard("first_connect"), *connected]
        if connected or checked_out:
            from ..pool import ConnectionPoolEntry
            from .dbapi import DBAPIConnection

            connection._handle = handle
            raw, record = DBAPIConnection(connection), ConnectionPoolEntry()
            for function in connected:
                function(raw, record)
            for function in checked_out:
                function(raw, record, raw)
        return handle

    def _heard(self, name):
        """Who listens to an event of this engine or of its pool: those of all engines first."""
        from ..pool import Pool

        found = [*event.class_listeners(Engine).get(name, ()), *event.class_listeners(Pool).get(name, ())]
        engine = self
        while engine is not None:
            if engine._pool is not None:
                found += getattr(engine._pool, "_listeners", {}).get(name, ())
            if engine._parent is None:
                found += engine._listeners.get(name, ())
            engine = engine._parent
        return found

    def _refuse_unheard(self):
        for name in _UNHEARD:
            for function in self._heard(name):
                unsupported(f"a listener to {name} of connections", where=place_of(function))

    def _give_back(self, handle):
        if handle.in_transaction():
            try:
                handle.rollback()
            except _limbeck.Error:
                pass
        shared = self._parent._shared if self._parent is not None else self._shared
        if handle is not shared:
            handle.close()

    def connect(self):
        made = Connection(self)
        for function in self._heard("engine_connect"):
            function(made)
        return made

    def _schema_changes(self):
        return self.begin()

    def _invoke(self, operation, convention=None):
        with self.begin() as connection:
            connection._invoke(operation, convention)

    def _inspector(self):
        from .reflection import inspect

        return inspect(self)

    def begin(self):
        return _Begin(self)

    def dispose(self, close=True):
        if self._shared is not None:
            self._shared.close()
            self._shared = None

    def raw_connection(self):
        from .dbapi import DBAPIConnection

        return DBAPIConnection(self.connect())

    def execution_options(self, **opt):
        made = Engine(self.url, self._connect_args, opt.get("isolation_level", self._isolation_level),
                      {**self._options, **opt}, self._poolclass)
        made._parent = self
        made._listeners = self._listeners
        return made

    def get_execution_options(self):
        return dict(self._options)

    def update_execution_options(self, **opt):
        self._options.update(opt)

    def clear_compiled_cache(self):
        pass

    def _run_ddl_visitor(self, visitorcallable, element, **kw):
        with self.begin() as connection:
            connection._run_ddl_visitor(visitorcallable, element, **kw)

    def __repr__(self):
        return f"Engine({self.url!r})"


OptionEngine = Engine


class _Begin:
    """engine.begin(): a connection within a transaction."""

    def __init__(self, engine):
        self._engine = engine

    def __enter__(self):
        self._connection = self._engine.connect()
        try:
            self._transaction = self._connection.begin()
        except BaseException:
            self._connection.close()
            raise
        return self._connection

    def __exit__(self, *error):
        try:
            self._transaction.__exit__(*error)
        finally:
            self._connection.close()
        return False


def create_engine(url, **kwargs):
    kwargs.pop("_is_async", None)
    strategy = kwargs.pop("strategy", None)
    if strategy == "mock":
        from .mock import create_mock_engine

        return create_mock_engine(url, kwargs.pop("executor"))
    environment = _limbeck.environment()
    # --url wins, also where env.py found none.
    url = make_url((environment and environment.get("url")) or url)
    for name in ("creator", "async_creator", "json_serializer", "json_deserializer"):
        if kwargs.get(name) is not None:
            unsupported(f"create_engine({name}=...)")
    made = Engine(url, kwargs.get("connect_args"), kwargs.get("isolation_level"), kwargs.get("execution_options"),
                  kwargs.get("poolclass"))
    level = made._options.get("isolation_level")
    if level is not None and made._isolation_level is None:
        made._isolation_level = level
    return made


def engine_from_config(configuration, prefix="sqlalchemy.", **kwargs):
    options = {key[len(prefix):]: configuration[key] for key in configuration if key.startswith(prefix)}
    options["_coerce_config"] = True
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
