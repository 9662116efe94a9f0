import datetime
import sys
import time
from collections import deque
from contextlib import contextmanager

import _limbeck

from limbeck.errors import Error as EngineError
from limbeck.errors import script_frame
from limbeck.opaque import check
from limbeck.stand_ins.step import OfMigration, taken

from . import statements

apilevel, paramstyle, threadsafety = "2.0", "qmark", 1
version, version_info = "2.6.0", (2, 6, 0)
sqlite_version = _limbeck.connect("sqlite://").server_version()
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
SQLITE_OK, SQLITE_DENY, SQLITE_IGNORE = 0, 1, 2
LEGACY_TRANSACTION_CONTROL = -1

Date, Time, Timestamp, Binary = datetime.date, datetime.time, datetime.datetime, memoryview


def DateFromTicks(ticks):
    return Date(*time.localtime(ticks)[:3])


def TimeFromTicks(ticks):
    return Time(*time.localtime(ticks)[3:6])


def TimestampFromTicks(ticks):
    return Timestamp(*time.localtime(ticks)[:6])


class Warning(Exception):
    pass


class Error(Exception):
    _limbeck_error = None


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class InternalError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class DataError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


for _kind in (Warning, Error, InterfaceError, DatabaseError, InternalError, OperationalError, ProgrammingError, IntegrityError,
              DataError, NotSupportedError):
    _kind.__module__ = "sqlite3"


# What messages of SQLite, and of the module that speaks with it, are.
_kinds = (("constraint failed", IntegrityError), ("datatype mismatch", IntegrityError), ("cannot store ", IntegrityError),
          ("disk image is malformed", DatabaseError), ("not a database", DatabaseError),
          ("You can only execute one statement", ProgrammingError),
          ("Incorrect number of bindings", ProgrammingError), ("Error binding parameter", ProgrammingError),
          ("contains a null character", ProgrammingError), ("there is no such value", ProgrammingError))


def _raised(error):
    """The engine's error under the name that sqlite3 has for it."""
    if error.kind != "database" and "there is no such value" not in error.what:
        return error
    # The message of SQLite, without what the engine says around it.
    words = error.what
    made = next((kind for part, kind in _kinds if part in words), OperationalError)(words)
    for name, value in error.diagnostics.items():
        setattr(made, name, int(value) if name == "sqlite_errorcode" else value)
    made._limbeck_error = error
    return made


class PrepareProtocol:
    pass


adapters = {datetime.date: lambda value: value.isoformat(), datetime.datetime: lambda value: value.isoformat(" ")}
_converters = {}


def register_adapter(kind, adapter):
    adapters[kind] = adapter


def register_converter(name, converter):
    _converters[name.upper()] = converter


def _bound(value):
    if value is None or isinstance(value, (int, float, str, bytes)) and type(value) in (int, float, str, bytes, bool):
        if isinstance(value, int) and not -2**63 <= value < 2**63:
            raise OverflowError("Python int too large to convert to SQLite INTEGER")
        return int(value) if type(value) is bool else value
    adapter = adapters.get(type(value))
    if adapter is not None:
        return _bound(adapter(value))
    if isinstance(value, (bytearray, memoryview)):
        return bytes(value)
    conform = getattr(value, "__conform__", None)
    if conform is not None:
        found = conform(PrepareProtocol)
        if found is not None:
            return _bound(found)
    for kind in (int, float, str, bytes):
        if isinstance(value, kind):
            return kind(value)
    check(value, "what the database is told")
    raise ProgrammingError(f"Error binding parameter: type '{type(value).__name__}' is not supported")


def _parameters(given):
    if given is None or len(given) == 0:
        return None
    if isinstance(given, dict) or hasattr(given, "keys"):
        return {str(key): _bound(given[key]) for key in given.keys()}
    return [_bound(value) for value in given]


def connect(database, timeout=5.0, detect_types=0, isolation_level="", check_same_thread=True, factory=None,
            cached_statements=128, uri=False):
    if detect_types and _converters:
        raise NotSupportedError("limbeck converts no values of sqlite3 by detect_types")
    path = database.decode() if isinstance(database, bytes) else str(getattr(database, "__fspath__", lambda: database)())
    url = {"drivername": "sqlite", "database": path, "query": {}}
    if uri and path.startswith("file:"):
        path, _, query = path.partition("?")
        url["database"] = path
        url["query"] = {**dict(part.partition("=")[::2] for part in query.split("&") if part), "uri": "true"}
    if timeout != 5.0:
        url["query"]["timeout"] = str(timeout)
    return (factory or Connection)._of(_limbeck.connect(_limbeck.render_url(url, False)), isolation_level)


def connection_over(handle):
    """A connection that the engine has open."""
    return Connection._of(handle, "")


# What sqlite3 begins a transaction for by itself (https://docs.python.org/3/library/sqlite3.html#transaction-control).
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def _first_word(text):
    at = 0
    while at < len(text):
        if text[at].isspace() or text[at] == ";":
            at += 1
        elif text.startswith("--", at):
            at = text.find("\n", at) + 1 or len(text)
        elif text.startswith("/*", at):
            at = text.find("*/", at + 2) + 2 if text.find("*/", at + 2) >= 0 else len(text)
        else:
            break
    end = at
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[at:end].upper()


class _ConnectionType(type):
    """A listener of the façades' engines is given a connection that stands for one of sqlite3."""

    def __instancecheck__(cls, instance):
        if type.__instancecheck__(cls, instance):
            return True
        stands_for = getattr(type(instance), "_stands_for", None)
        return stands_for is not None and stands_for(instance, "sqlite3.Connection")


class Connection(OfMigration, metaclass=_ConnectionType):
    _raised = staticmethod(_raised)
    row_factory = None
    text_factory = str
    _last_row = 0
    Warning, Error, InterfaceError, DatabaseError, InternalError = Warning, Error, InterfaceError, DatabaseError, InternalError
    OperationalError, ProgrammingError, IntegrityError = OperationalError, ProgrammingError, IntegrityError
    DataError, NotSupportedError = DataError, NotSupportedError

    def __init__(self, *args, **kw):
        raise NotSupportedError("connections are made by sqlite3.connect()")

    @classmethod
    def _of(cls, handle, isolation_level):
        made = cls.__new__(cls)
        made._handle = handle
        made._closed = False
        made.isolation_level = isolation_level
        try:
            handle.server_version()  # opens it
        except EngineError as error:
            raise _raised(error) from None
        return made

    @contextmanager
    def in_autocommit(self):
        before, self.isolation_level, held, self._held = self.isolation_level, None, self._held, False
        try:
            yield
        finally:
            self.isolation_level, self._held = before, held

    def _check(self):
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed database.")

    def _begin(self, text):
        if self.isolation_level is None or self._held or self._handle.in_transaction() or _first_word(text) not in _WRITES:
            return
        self._handle.begin()

    def close(self):
        if not self._closed:
            self._closed = True
            if not self._held:
                self._handle.close()

    @property
    def total_changes(self):
        self._check()
        return self._number("total_changes()")

    def _number(self, function):
        return self._handle.execute("SELECT " + function, None)["rows"][0][0]

    @property
    def in_transaction(self):
        return self._handle.in_transaction()

    def cursor(self, factory=None):
        self._check()
        made = (factory or Cursor)(self)
        made.row_factory = self.row_factory
        return made

    def execute(self, sql, parameters=()):
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters):
        return self.cursor().executemany(sql, parameters)

    def executescript(self, script):
        return self.cursor().executescript(script)

    def create_function(self, name, narg, func, *, deterministic=False):
        # SQLAlchemy makes two for every connection; SQL that calls one fails, saying that there is no such function.
        if script_frame_is_near():
            raise NotSupportedError(f"limbeck cannot call the function {name}() of a script from SQL")

    def iterdump(self):
        raise NotSupportedError("limbeck's connection has no iterdump")

    def __getattr__(self, name):
        if name in ("backup", "blobopen", "create_aggregate", "create_collation", "create_window_function", "deserialize",
                    "enable_load_extension", "getlimit", "interrupt", "load_extension", "serialize", "set_authorizer",
                    "set_progress_handler", "set_trace_callback", "setlimit"):
            raise NotSupportedError(f"limbeck's connection has no {name}")
        raise AttributeError(name)


def script_frame_is_near():
    """Whether it is a script that calls, and not SQLAlchemy."""
    caller = sys._getframe(2)
    return script_frame(caller) is caller


class Cursor:
    arraysize = 1
    row_factory = None

    def __init__(self, connection):
        self.connection = connection
        self.description = None
        self.rowcount = -1
        self.lastrowid = None
        self._rows, self._planned, self._closed = deque(), None, False

    def execute(self, sql, parameters=()):
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        self.connection._check()
        if not isinstance(sql, str):
            raise TypeError(f"execute() argument 1 must be str, not {type(sql).__name__}")
        self._rows, self._planned, self.description, self.rowcount = deque(), None, None, -1
        values = _parameters(parameters)
        try:
            self.connection._begin(sql)
            found = self.connection._handle.execute(sql, values)
        except EngineError as error:
            raise _raised(error) from None
        if found.get("planned"):
            self._planned = sql
        word = _first_word(sql)
        if word in _WRITES or word == "WITH" and not found["returns_rows"]:
            self.rowcount = found["rowcount"]
        if word in ("INSERT", "REPLACE"):
            self.connection._last_row = found["last_insert_id"]
        elif word == "WITH":
            self.connection._last_row = self.connection._number("last_insert_rowid()")
        self.lastrowid = self.connection._last_row
        if found["returns_rows"]:
            self.description = tuple((name, None, None, None, None, None, None) for name in found["columns"])
            made = self.connection.text_factory
            self._rows = deque(tuple(row) for row in found["rows"]) if made is str else \
                deque(tuple(made(value.encode()) if isinstance(value, str) else value for value in row)
                      for row in found["rows"])
        return self

    def executemany(self, sql, parameters):
        total, last = 0, self.lastrowid
        for one in parameters:
            self.execute(sql, one)
            total += max(self.rowcount, 0)
        self.rowcount, self.lastrowid = total, last
        return self

    def executescript(self, script):
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        self.connection._check()
        if self.connection._handle.in_transaction():
            self.connection.commit()
        for statement in statements.split(script):
            try:
                self.connection._handle.execute(statement, None)
            except EngineError as error:
                raise _raised(error) from None
        return self

    def _known(self):
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        if self._planned is not None:
            self.connection._handle.result_wanted(self._planned)

    def _made(self, row):
        return row if self.row_factory is None else self.row_factory(self, row)

    def fetchone(self):
        self._known()
        return self._made(self._rows.popleft()) if self._rows else None

    def fetchmany(self, size=None):
        self._known()
        size = self.arraysize if size is None else size
        return [self._made(row) for row in taken(self._rows, size)]

    def fetchall(self):
        self._known()
        return [self._made(row) for row in taken(self._rows)]

    def __iter__(self):
        return self

    def __next__(self):
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def close(self):
        self._closed = True

    def setinputsizes(self, sizes):
        pass

    async def _async_soft_close(self):
        """For SQLAlchemy's asynchronous connections."""

    def setoutputsize(self, size, column=None):
        pass


class Row:
    def __init__(self, cursor, values):
        self._names = [column[0] for column in cursor.description]
        self._values = values

    def keys(self):
        return list(self._names)

    def __getitem__(self, key):
        if isinstance(key, str):
            for place, name in enumerate(self._names):
                if name.lower() == key.lower():
                    return self._values[place]
            raise IndexError("No item with that key")
        return self._values[key]

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        return isinstance(other, Row) and (self._names, self._values) == (other._names, other._values)

    def __hash__(self):
        return hash((tuple(self._names), self._values))


complete_statement = statements.is_complete


def enable_callback_tracebacks(flag):
    pass
