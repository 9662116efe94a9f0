"""URLs of databases; the engine takes them apart."""

from collections import namedtuple

import _limbeck
from limbeck.facade import unsupported

from .. import exc


class _Query(dict):
    """The options of a URL; not to be changed."""

    def __hash__(self):
        return hash(tuple(sorted((key, str(value)) for key, value in self.items())))


class URL(namedtuple("_URL", ("drivername", "username", "password", "host", "port", "database", "query"))):
    __slots__ = ()

    @classmethod
    def create(cls, drivername, username=None, password=None, host=None, port=None, database=None, query=None):
        if not isinstance(drivername, str):
            unsupported(f"the driver {drivername!r} in a URL")
        port = None if port is None else int(port)
        return tuple.__new__(cls, (drivername, username, password, host, port, database, _query(query)))

    def __new__(cls, *args, **kw):
        if args and not kw and len(args) == 7:
            return tuple.__new__(cls, args)
        return cls.create(*args, **kw)

    def set(self, drivername=None, username=None, password=None, host=None, port=None, database=None, query=None):
        given = {"drivername": drivername, "username": username, "password": password, "host": host, "port": port,
                 "database": database, "query": query}
        return URL.create(**{**self._asdict(), **{key: value for key, value in given.items() if value is not None}})

    def _replace(self, **kw):
        return URL.create(**{**self._asdict(), **kw})

    def get_backend_name(self):
        return self.drivername.partition("+")[0]

    def get_driver_name(self):
        return self.drivername.partition("+")[2] or _default_drivers.get(self.drivername, self.drivername)

    def _plain(self):
        found = self._asdict()
        found["query"] = {key: value if isinstance(value, str) else list(value) for key, value in self.query.items()}
        if found["password"] is not None:
            found["password"] = str(found["password"])
        return found

    def render_as_string(self, hide_password=True):
        return _limbeck.render_url(self._plain(), hide_password)

    def __str__(self):
        return self.render_as_string()

    __repr__ = __str__

    def __hash__(self):
        return hash(tuple(self))


_default_drivers = {"postgresql": "psycopg", "sqlite": "pysqlite", "mysql": "mysqldb", "oracle": "oracledb",
                    "mssql": "pyodbc"}


def _query(query):
    return _Query({key: value if isinstance(value, str) else tuple(str(item) for item in value)
                   if isinstance(value, (list, tuple)) else str(value) for key, value in (query or {}).items()})


def make_url(name_or_url):
    if isinstance(name_or_url, URL):
        return name_or_url
    if not isinstance(name_or_url, str):
        if type(name_or_url).__module__.partition(".")[0] not in ("pydantic", "pydantic_core", "starlette"):
            unsupported(f"a URL of the class {type(name_or_url).__name__}")
        name_or_url = str(name_or_url)
    try:
        parts = _limbeck.parse_url(str(name_or_url))
    except _limbeck.Error as error:
        if error.kind not in ("command", "configuration"):
            raise  # a value that is not there: the message says where it comes from
        made = exc.ArgumentError(error.what)
        made._limbeck_error = error
        raise made from error
    return URL.create(parts["drivername"], parts.get("username"), parts.get("password"), parts.get("host"),
                      parts.get("port"), parts.get("database"), parts.get("query"))
