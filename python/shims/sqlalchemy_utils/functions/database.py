"""Whether a database is there, making and dropping one."""

import os

import sqlalchemy as sa
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import OperationalError, ProgrammingError

from limbeck.errors import Error, script_place


def _parts(url):
    """The URL, its database and the name of its kind of database."""
    url = make_url(url)
    kind = url.get_backend_name()
    if kind not in ("postgresql", "sqlite"):
        raise Error(f"limbeck connects to no {kind} database", script_place(),
                    "Leave this to the application where the database is one of another kind", "unsupported")
    return url, url.database, kind


def _quoted(name):
    return '"' + name.replace('"', '""') + '"'


def _scalar(url, statement, values=None):
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.scalar(sa.text(statement), values or {})
    finally:
        engine.dispose()


def _run(url, *statements):
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(sa.text(statement.replace(":", "\\:")))
    finally:
        engine.dispose()


def _is_sqlite_file(path):
    if not os.path.isfile(path) or os.path.getsize(path) < 100:
        return False
    with open(path, "rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def database_exists(url):
    url, database, kind = _parts(url)
    if kind == "sqlite":
        return not database or database == ":memory:" or _is_sqlite_file(database)
    for name in (database, "postgres", "template1", "template0", None):
        try:
            return bool(_scalar(url._replace(database=name), "SELECT 1 FROM pg_database WHERE datname = :name",
                                {"name": database}))
        except (OperationalError, ProgrammingError):
            continue
    return False


def create_database(url, encoding="utf8", template=None):
    url, database, kind = _parts(url)
    if kind == "sqlite":
        if database and database != ":memory:":
            _run(url, "CREATE TABLE DB(id int)", "DROP TABLE DB")
        return
    _run(url._replace(database="postgres"),
         f"CREATE DATABASE {_quoted(database)} ENCODING '{encoding}' TEMPLATE {_quoted(template or 'template1')}")


def drop_database(url):
    url, database, kind = _parts(url)
    if kind == "sqlite":
        if database and database != ":memory:":
            os.remove(database)
        return
    literal = "'" + database.replace("'", "''") + "'"
    _run(url._replace(database="postgres"),
         f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {literal} AND pid <> pg_backend_pid()",
         f"DROP DATABASE {_quoted(database)}")
