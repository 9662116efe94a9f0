"""PyMySQL's connections, over limbeck's (https://pymysql.readthedocs.io/en/latest/modules/connections.html). Cursors, values
and errors are PyMySQL's own. What these connections lack raises NotSupportedError."""

from contextlib import contextmanager

import _limbeck
from pymysql import converters, err
from pymysql.constants import FIELD_TYPE
from pymysql.cursors import Cursor

from limbeck.connect_arguments import plain
from limbeck.errors import Error as EngineError
from limbeck.opaque import check
from limbeck.stand_ins.step import OfMigration

DEFAULT_CHARSET = "utf8mb4"


def raised(error):
    """The engine's error under the name that PyMySQL has for it."""
    if error.kind != "database":
        return error
    number = int(error.diagnostics.get("errno", 2013))
    kind = err.error_map.get(number) or (err.InternalError if number < 1000 else err.OperationalError)
    made = kind(number, error.diagnostics.get("message", error.what), sqlstate=error.sqlstate or None)
    made._limbeck_error = error
    return made


def connection_over(handle):
    """A connection that the engine has open."""
    made = Connection.__new__(Connection)
    made._take(handle, Cursor, converters.conversions, False)
    return made


class Connection(OfMigration):
    _raised = staticmethod(raised)

    def __init__(self, *, user=None, password="", host=None, database=None, unix_socket=None, port=0, conv=None, db=None,
                 passwd=None, cursorclass=Cursor, autocommit=False, ssl=None, client_flag=0, use_unicode=True,
                 defer_connect=False, limbeck_name="mysql+pymysql", **options):
        if not use_unicode:
            raise err.NotSupportedError("limbeck gives texts, not bytes (use_unicode=False)")
        if conv is not None and any(isinstance(key, int) for key in conv.keys() ^ converters.conversions.keys()):
            raise err.NotSupportedError("limbeck reads values by itself (conv=…)")
        if ssl is not None:
            options["ssl"] = ssl
        if unix_socket is not None:
            options["unix_socket"] = unix_socket
        url = {"drivername": limbeck_name, "username": user or "", "password": passwd or password or None,
               "host": host or "", "port": port or None, "database": db or database or "", "query": {}}
        self.host, self.port, self.user, self.db = host or "localhost", port or 3306, user, db or database
        handle = _limbeck.connect(_limbeck.render_url(url, False), plain(options))
        self._take(handle, cursorclass, conv or converters.conversions, bool(autocommit))

    def _take(self, handle, cursorclass, conv, autocommit):
        self._handle = handle
        self.cursorclass = cursorclass
        self.autocommit_mode = autocommit
        self.charset, self.encoding = DEFAULT_CHARSET, "utf8"
        self.encoders = {key: value for key, value in conv.items() if type(key) is not int}
        self.encoders[_Unknown] = _Unknown._wanted
        self.encoders[bytes] = self.encoders[bytearray] = lambda value, mapping=None: f"x'{value.hex()}'"
        self.open = True
        self._result = None
        self._affected_rows = 0
        try:
            self._version = handle.execute("SELECT VERSION()", None)["rows"][0][0]  # opens it
        except EngineError as error:
            raise raised(error) from None

    @contextmanager
    def in_autocommit(self):
        before, self.autocommit_mode, held, self._held = self.autocommit_mode, True, self._held, False
        try:
            yield
        finally:
            self.autocommit_mode, self._held = before, held

    def _check(self):
        if not self.open:
            raise err.InterfaceError(0, "")

    def _begin(self):
        if not (self.autocommit_mode or self._held or self._handle.in_transaction()):
            self._handle.begin()

    def begin(self):
        self._check()
        if not self._held and not self._handle.in_transaction():
            self._handle.begin()

    def close(self):
        if not self.open:
            raise err.Error("Already closed")
        self.open = False
        if not self._held:
            self._handle.close()

    def __exit__(self, *error):
        if self.open:
            self.close()

    def autocommit(self, value):
        if self._handle.in_transaction() and bool(value) and not self.autocommit_mode:
            self.commit()  # as the server does
        self.autocommit_mode = bool(value)

    def get_autocommit(self):
        return self.autocommit_mode

    def cursor(self, cursor=None):
        self._check()
        return (cursor or self.cursorclass)(self)

    def query(self, sql, unbuffered=False):
        self._check()
        text = sql.decode() if isinstance(sql, (bytes, bytearray)) else sql
        try:
            self._begin()
            self._result = _Result(self._handle, text, self._handle.execute(text, None))
        except EngineError as error:
            raise raised(error) from None
        self._affected_rows = self._result.affected_rows
        return self._affected_rows

    def affected_rows(self):
        return self._affected_rows

    def insert_id(self):
        return (self._result.insert_id or 0) if self._result is not None else 0

    def escape(self, obj, mapping=None):
        check(obj, "what the database is told")
        if isinstance(obj, str):
            return "'" + self.escape_string(obj) + "'"
        return converters.escape_item(obj, self.charset, mapping=mapping or self.encoders)

    def literal(self, obj):
        return self.escape(obj, self.encoders)

    def escape_string(self, s):
        return converters.escape_string(s)

    def select_db(self, db):
        self._own("USE `" + db.replace("`", "``") + "`")
        self.db = db

    def ping(self, reconnect=False):
        self._check()
        self._own("SELECT 1")

    def thread_id(self):
        return self._own("SELECT CONNECTION_ID()")[0][0]

    def show_warnings(self):
        return tuple(tuple(row) for row in self._own("SHOW WARNINGS"))

    def _own(self, text):
        try:
            return self._handle.execute(text, None)["rows"]
        except EngineError as error:
            raise raised(error) from None

    def character_set_name(self):
        return self.charset

    def set_character_set(self, charset, collation=None):
        if not charset.startswith("utf8"):
            raise err.NotSupportedError(f"limbeck speaks UTF-8 with the server, not {charset}")
        self._own(f"SET NAMES {DEFAULT_CHARSET}" + (f" COLLATE {collation}" if collation else ""))

    set_charset = set_character_set

    def get_server_info(self):
        return self._version

    @property
    def server_version(self):
        return self._version

    def get_proto_info(self):
        return 10

    async def _async_soft_close(self):
        """For SQLAlchemy's asynchronous connections."""

    def __getattr__(self, name):
        if name in ("kill", "next_result", "connect", "get_host_info", "write_packet", "_read_packet", "_sock"):
            raise err.NotSupportedError(f"limbeck's connection has no {name}")
        raise AttributeError(name)

    Warning = err.Warning
    Error = err.Error
    InterfaceError = err.InterfaceError
    DatabaseError = err.DatabaseError
    DataError = err.DataError
    OperationalError = err.OperationalError
    IntegrityError = err.IntegrityError
    InternalError = err.InternalError
    ProgrammingError = err.ProgrammingError
    NotSupportedError = err.NotSupportedError


class _Field:
    table_name = ""

    def __init__(self, name):
        self.name = name


class _Result:
    """What cursors look at."""

    warning_count = 0
    has_next = unbuffered_active = False
    insert_id = None
    description = rows = None

    def __init__(self, handle, text, found):
        self.affected_rows = found["rowcount"]
        if found.get("planned"):
            if "returning" in text.lower():
                handle.result_wanted(text)  # nobody asks for rows and does not look at them
            self.insert_id = _Unknown(handle, text)
            if found["returns_rows"]:
                self.description = (("?", FIELD_TYPE.NEWDECIMAL, None, None, None, None, True),)
                self.rows = _Planned(handle, text)
        elif found["returns_rows"]:
            self.description = tuple((name, kind, None, None, None, None, True)
                                     for name, kind in zip(found["columns"], found["types"]))
            self.rows = tuple(map(tuple, found["rows"]))
            self.affected_rows = len(self.rows)
        else:
            self.insert_id = found["last_insert_id"]
        self.fields = [_Field(column[0]) for column in self.description or ()]
        self._left = None

    def _read_rowdata_packet_unbuffered(self):
        if self._left is None:
            self._left = iter(self.rows or ())
        return next(self._left, None)

    def _finish_unbuffered_query(self):
        pass


class _Planned:
    """Rows that a plan does not know: it ends where one is wanted."""

    def __init__(self, handle, text):
        self._handle, self._text = handle, text

    def _wanted(self, *_):
        self._handle.result_wanted(self._text)

    __len__ = __iter__ = __getitem__ = _wanted


class _Unknown(_Planned):
    """The key of a row that is not there yet: a plan ends where it is looked at."""

    __eq__ = __lt__ = __gt__ = __int__ = __index__ = __str__ = __repr__ = __hash__ = __bool__ = _Planned._wanted
