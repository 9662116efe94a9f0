"""Connections and cursors."""

import io
import json
import re
from collections import deque, namedtuple
from contextlib import contextmanager

import _limbeck

from limbeck.binary import BYTEA, BYTEA_ARRAY, views
from limbeck.connect_arguments import plain
from limbeck.errors import Error as EngineError
from limbeck.stand_ins.step import OfMigration, taken

from . import _errors, _values
from ._errors import InterfaceError, NotSupportedError, ProgrammingError, raised

AUTOCOMMIT, READ_COMMITTED, REPEATABLE_READ, SERIALIZABLE, READ_UNCOMMITTED, DEFAULT = 0, 1, 2, 3, 4, None
_LEVELS = {READ_COMMITTED: "READ COMMITTED", REPEATABLE_READ: "REPEATABLE READ", SERIALIZABLE: "SERIALIZABLE",
           READ_UNCOMMITTED: "READ UNCOMMITTED"}
STATUS_READY, STATUS_BEGIN = 1, 2
IDLE, INTRANS = 0, 2

Column = namedtuple("Column", "name type_code display_size internal_size precision scale null_ok")

_UUID, _NUMERIC = 2950, 1700

# Of rows that a plan does not know: it ends where one is wanted. Every type of SQLAlchemy takes this type of a column.
_UNKNOWN = (Column("?column?", _NUMERIC, None, None, None, None, None),)


def connect(dsn=None, connection_factory=None, cursor_factory=None, **options):
    """Opens a connection: of a URL, a connection string of libpq, or keywords."""
    parts = parse_dsn(dsn) if dsn else {}
    parts.update({"dbname" if key == "database" else key: value for key, value in options.items() if value is not None})
    if parts.pop("async", 0) or parts.pop("async_", 0):
        raise NotSupportedError("limbeck has no asynchronous connections of psycopg2")
    url = {"drivername": "postgresql+psycopg2", "username": parts.pop("user", ""), "password": parts.pop("password", None),
           "host": parts.pop("host", ""), "port": int(parts.pop("port", 0) or 0) or None,
           "database": parts.pop("dbname", ""), "query": {}}
    handle = _limbeck.connect(_limbeck.render_url(url, False), plain(parts))
    return (connection_factory or connection)._of(handle, cursor_factory)


def connection_over(handle):
    """A connection that the engine has open."""
    return connection._of(handle, None)


def parse_dsn(dsn):
    if "://" in dsn:
        url = _limbeck.parse_url(dsn)
        named = {"user": url["username"], "password": url["password"], "host": url["host"], "port": url["port"],
                 "dbname": url["database"], **url["query"]}
        return {key: str(value) for key, value in named.items() if value is not None}
    found, at = {}, 0
    while at < len(dsn):
        if dsn[at].isspace():
            at += 1
            continue
        end = dsn.find("=", at)
        if end < 0:
            raise ProgrammingError(f'invalid dsn: missing "=" after "{dsn[at:]}" in connection info string\n')
        key, at, value = dsn[at:end].strip(), end + 1, ""
        while at < len(dsn) and dsn[at].isspace():
            at += 1
        quoted = at < len(dsn) and dsn[at] == "'"
        at += quoted
        while at < len(dsn) and (dsn[at] != "'" if quoted else not dsn[at].isspace()):
            at += dsn[at] == "\\"
            value += dsn[at:at + 1]
            at += 1
        if quoted and at >= len(dsn):
            raise ProgrammingError("invalid dsn: unterminated quoted string in connection info string\n")
        at += quoted
        found[key] = value
    return found


class connection(OfMigration):
    _raised = staticmethod(raised)
    _isolation_level = DEFAULT
    readonly = deferrable = None
    cursor_factory = None
    async_ = 0
    _uuids_by_default = False
    _ends = 0  # of transactions, which end named cursors

    def __init__(self, dsn, async_=0):
        raise NotSupportedError("connections are made by psycopg2.connect()")

    @classmethod
    def _of(cls, handle, cursor_factory):
        made = cls.__new__(cls)
        made._handle = handle
        made._autocommit = False
        made._converters = {}  # by oid, in place of what the engine makes of a value
        made._uuids = cls._uuids_by_default
        made.closed = 0
        made.notices = []
        made.cursor_factory = cursor_factory
        try:
            made._version = handle.server_version()  # opens it
        except EngineError as error:
            raise raised(error) from None
        return made

    @contextmanager
    def in_autocommit(self):
        before, self._autocommit, held, self._held = self._autocommit, True, self._held, False
        try:
            yield
        finally:
            self._autocommit, self._held = before, held

    def _end(self, how):
        super()._end(how)
        self._ends += 1

    def _check(self):
        if self.closed:
            raise InterfaceError("connection already closed")

    def _begin(self):
        if self._autocommit or self._held or self._handle.in_transaction():
            return
        self._handle.begin()
        words = [f"ISOLATION LEVEL {_LEVELS[self.isolation_level]}"] if self.isolation_level in _LEVELS else []
        if self.readonly is not None:
            words.append("READ ONLY" if self.readonly else "READ WRITE")
        if self.deferrable is not None:
            words.append("DEFERRABLE" if self.deferrable else "NOT DEFERRABLE")
        if words:
            self._handle.execute("SET TRANSACTION " + " ".join(words), None)

    def close(self):
        if not self.closed:
            self.closed = 1
            if not self._held:
                self._handle.close()

    def cursor(self, name=None, cursor_factory=None, withhold=False, scrollable=None):
        self._check()
        made = (cursor_factory or self.cursor_factory or cursor)(self, name)
        if withhold:
            made.withhold = True
        if scrollable is not None:
            made.scrollable = scrollable
        return made

    @property
    def autocommit(self):
        return self._autocommit

    @autocommit.setter
    def autocommit(self, value):
        if self._handle.in_transaction() and bool(value) != self._autocommit:
            raise ProgrammingError("set_session cannot be used inside a transaction")
        self._autocommit = bool(value)

    @property
    def isolation_level(self):
        return self._isolation_level

    @isolation_level.setter
    def isolation_level(self, level):
        self.set_session(isolation_level=level)

    def set_isolation_level(self, level):
        self._check()
        if level is not None and level != AUTOCOMMIT and level not in _LEVELS:
            raise ValueError("isolation_level must be between 1 and 4")
        if self._handle.in_transaction():
            self.rollback()
        self._autocommit = level == AUTOCOMMIT
        if level != AUTOCOMMIT:
            self._isolation_level = level

    def set_session(self, isolation_level=None, readonly=None, deferrable=None, autocommit=None):
        self._check()
        if self._handle.in_transaction():
            raise ProgrammingError("set_session cannot be used inside a transaction")
        if isolation_level is not None:
            words = {text: number for number, text in _LEVELS.items()} | {"DEFAULT": DEFAULT}
            level = words.get(isolation_level.upper(), 0) if isinstance(isolation_level, str) else isolation_level
            if level is not DEFAULT and level not in _LEVELS:
                raise ValueError(f"bad value for isolation_level: '{isolation_level}'")
            self._isolation_level = level
        if readonly is not None:
            self.readonly = readonly
        if deferrable is not None:
            self.deferrable = deferrable
        if autocommit is not None:
            self._autocommit = bool(autocommit)

    encoding = "UTF8"

    def set_client_encoding(self, encoding):
        if encoding.replace("-", "").replace("_", "").upper() != "UTF8":
            raise NotSupportedError(f"limbeck speaks UTF-8 with the server, not {encoding}")

    @property
    def server_version(self):
        numbers = [int(part) for part in self._version.split(".")[:3]]
        return numbers[0] * 10000 + numbers[-1]

    @property
    def status(self):
        return STATUS_BEGIN if self._handle.in_transaction() else STATUS_READY

    def get_transaction_status(self):
        return INTRANS if self._handle.in_transaction() else IDLE

    def get_parameter_status(self, name):
        return self._one(f"SELECT pg_catalog.current_setting({_values.literal(name)}, true)")

    def get_backend_pid(self):
        return self._one("SELECT pg_catalog.pg_backend_pid()")

    def _one(self, text):
        try:
            return self._handle.execute(text, None)["rows"][0][0]
        except EngineError as error:
            raise raised(error) from None

    @property
    def dsn(self):
        return " ".join(f"{key}={value}" for key, value in self.get_dsn_parameters().items())

    def get_dsn_parameters(self):
        return {key: value for key, value in parse_dsn(self._handle.url()).items() if key != "password"}

    def reset(self):
        self.rollback()
        self._autocommit, self._isolation_level = False, DEFAULT
        self.readonly = self.deferrable = None

    def _converter(self, oid):
        found = self._converters.get(oid)
        if found is not None:
            return found
        if oid in (BYTEA, BYTEA_ARRAY):
            return views
        if oid == _UUID and not self._uuids:
            return str
        from .extras import RANGES

        return RANGES.get(oid)

    def __getattr__(self, name):
        if name in ("lobject", "xid", "tpc_begin", "tpc_commit", "tpc_rollback", "tpc_prepare", "tpc_recover", "poll", "fileno",
                    "isexecuting", "cancel", "notifies", "info", "pgconn_ptr"):
            raise NotSupportedError(f"limbeck's connection has no {name}")
        raise AttributeError(name)


class cursor:
    arraysize = 1
    itersize = 2000
    lastrowid = 0
    row_factory = None
    withhold = False
    scrollable = None

    def __init__(self, connection, name=None):
        self.connection = connection
        self.name = name
        self.closed = False
        self.description = None
        self.rowcount = -1
        self.rownumber = 0
        self.query = None
        self.statusmessage = None
        self._rows, self._planned = deque(), None
        self._declared = False  # the server keeps the rows of a named cursor

    def execute(self, query, vars=None):
        if self.closed:
            raise InterfaceError("cursor already closed")
        connection = self.connection
        connection._check()
        text = self._text(query, vars)
        if self.name is not None and not connection._handle.only_plans:  # a plan keeps no transaction open for one
            self._declare(text)
            return
        self._run(text)

    def _run(self, text):
        connection = self.connection
        self._rows, self._planned, self.description, self.rowcount, self.rownumber = deque(), None, None, -1, 0
        self.query = text.encode()
        if not text.strip():
            error = ProgrammingError("can't execute an empty query")
            error.cursor = None if text else self
            raise error
        try:
            connection._begin()
            found = connection._handle.execute(text, None)
        except EngineError as error:
            raise raised(error, self) from None
        if found.get("planned"):
            self._planned = text
            if "returning" in text.lower():
                connection._handle.result_wanted(text)  # nobody asks for rows and does not look at them
        self.rowcount = found["rowcount"]
        if self._planned is not None:
            if found["returns_rows"]:
                self.description = _UNKNOWN
        elif found["returns_rows"]:
            types = found["types"]
            self.description = tuple(Column(name, oid, None, None, None, None, None)
                                     for name, oid in zip(found["columns"], types))
            convert = [(place, function) for place, function in
                       ((place, connection._converter(oid)) for place, oid in enumerate(types)) if function]
            self._rows = deque(self._converted(found["rows"], convert))
            if self.rowcount < 0:
                self.rowcount = len(self._rows)

    def _converted(self, rows, convert):
        made = []
        for row in rows:
            for place, function in convert:
                if row[place] is not None:
                    row[place] = function(row[place])
            made.append(tuple(row))
        return made

    def _text(self, query, vars):
        if hasattr(query, "as_string"):
            query = query.as_string(self.connection)
        elif isinstance(query, bytes):
            query = query.decode()
        elif not isinstance(query, str):
            raise TypeError(f"argument 1 must be a string or unicode object: got {type(query).__name__} instead")
        return query if vars is None else _values.interpolated(query, vars, self.connection)

    def mogrify(self, query, vars=None):
        return self._text(query, vars).encode()

    def _declare(self, text):
        if self.query is not None:
            raise ProgrammingError("can't call .execute() on named cursors more than once")
        if self.connection.autocommit and not self.withhold and not self.connection._held:
            raise ProgrammingError("can't use a named cursor outside of transactions")
        scroll = {None: "", True: "SCROLL ", False: "NO SCROLL "}[self.scrollable]
        hold = "WITH" if self.withhold else "WITHOUT"
        self._run(f"DECLARE {quote_ident(self.name)} {scroll}CURSOR {hold} HOLD FOR {text}")
        self._declared, self._ends = True, self.connection._ends
        self.rowcount = -1

    def _fetch(self, words):
        """So many rows of a named cursor."""
        self.connection._check()
        if self._ends != self.connection._ends and not self.withhold:
            raise ProgrammingError("named cursor isn't valid anymore")
        self._run(f"FETCH FORWARD {words} FROM {quote_ident(self.name)}")
        return self._made(taken(self._rows))

    def executemany(self, query, vars_list):
        if self.name is not None:
            raise ProgrammingError("can't call .executemany() on named cursors")
        total = 0
        for vars in vars_list:
            self.execute(query, vars)
            total += max(self.rowcount, 0)
        self._rows, self.description, self.rowcount = deque(), None, total

    def copy_expert(self, sql, file, size=8192):
        if self.closed:
            raise InterfaceError("cursor already closed")
        self.connection._check()
        text = self._text(sql, None)
        self._rows, self._planned, self.description, self.rowcount, self.rownumber = deque(), None, None, -1, 0
        self.query = text.encode()

        def give():
            part = file.read(size)
            return part.encode() if isinstance(part, str) else part

        def take(part):
            file.write(part.decode() if isinstance(file, io.TextIOBase) else part)

        try:
            self.connection._begin()
            found = self.connection._handle.copy(text, give, take)
        except EngineError as error:
            raise raised(error, self) from None
        if found.get("planned") and re.search(r"\bto\s+stdout\b", text, re.IGNORECASE):
            self.connection._handle.result_wanted(text)
        self.rowcount = found["rowcount"]

    def copy_from(self, file, table, sep="\t", null="\\N", size=8192, columns=None):
        self.copy_expert(f"COPY {self._copied(table, columns)} FROM stdin WITH {self._copied_as(sep, null)}", file, size)

    def copy_to(self, file, table, sep="\t", null="\\N", columns=None):
        self.copy_expert(f"COPY {self._copied(table, columns)} TO stdout WITH {self._copied_as(sep, null)}", file)

    def _copied(self, table, columns):
        names = [quote_ident(name, self) for name in columns or ()]
        return quote_ident(table, self) + (f"({','.join(names)})" if names else "")

    def _copied_as(self, sep, null):
        sep, null = (text.replace("'", "''") for text in (sep, null))
        return f"DELIMITER AS '{sep}' NULL AS '{null}'"

    def callproc(self, name, parameters=()):
        self.execute(f"SELECT * FROM {name}({', '.join(['%s'] * len(parameters))})", list(parameters))
        return parameters

    def _known(self):
        if self.closed:
            raise InterfaceError("cursor already closed")
        if self._planned is not None:
            self.connection._handle.result_wanted(self._planned)
        if self.description is None:
            raise ProgrammingError("no results to fetch")

    def _made(self, rows):
        self.rownumber += len(rows)
        return rows

    def fetchone(self):
        if self._declared:
            return next(iter(self._fetch(1)), None)
        self._known()
        return self._made([self._rows.popleft()])[0] if self._rows else None

    def fetchmany(self, size=None):
        size = self.arraysize if size is None else size
        if self._declared:
            return self._fetch(size)
        self._known()
        return self._made(taken(self._rows, size))

    def fetchall(self):
        if self._declared:
            return self._fetch("ALL")
        self._known()
        return self._made(taken(self._rows))

    def __iter__(self):
        while self._declared and (rows := self.fetchmany(self.itersize)):
            yield from rows
        while not self._declared and (row := self.fetchone()) is not None:
            yield row

    def close(self):
        if self._declared and not self.closed and not self.connection.closed and self.connection._handle.in_transaction():
            self._declared = False
            try:
                self._run(f"CLOSE {quote_ident(self.name)}")
            except _errors.Error as error:
                if error.pgcode != "25P02":  # the transaction has failed, and the cursor ends with it
                    raise
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def setinputsizes(self, sizes):
        pass

    async def _async_soft_close(self):
        """For SQLAlchemy's asynchronous connections."""

    def setoutputsize(self, size, column=None):
        pass

    def __getattr__(self, name):
        if name in ("scroll", "nextset", "cast", "tzinfo_factory", "pgresult_ptr"):
            raise NotSupportedError(f"limbeck's cursor has no {name}")
        raise AttributeError(name)


def quote_ident(name, scope=None):
    return '"' + name.replace('"', '""') + '"'


def _json_text(value):
    return value if isinstance(value, str) else json.dumps(value)


for _name in ("Error", "DatabaseError", "DataError", "IntegrityError", "InterfaceError", "InternalError", "NotSupportedError",
              "OperationalError", "ProgrammingError", "Warning"):
    setattr(connection, _name, getattr(_errors, _name))
