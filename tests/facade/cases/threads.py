"""A statement is compiled for the dialect of its own thread: another one begins before it and ends within it."""
import threading

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ColumnElement

begun, within = threading.Event(), threading.Event()


class Named(ColumnElement):
    inherit_cache = False
    type = sa.Integer()


class Waiting(Named):
    pass


@compiles(Named)
def named(element, compiler, **kw):
    return f"named_on_{compiler.dialect.name}"


@compiles(Waiting)
def waiting(element, compiler, **kw):
    if compiler.dialect.name == "postgresql":
        begun.set()
        within.wait(10)
    else:
        within.set()
        thread.join()
    return f"waiting_on_{compiler.dialect.name}"


def text(dialect):
    return str(sa.select(Waiting(), Named()).compile(dialect=dialect))


found = []
thread = threading.Thread(target=lambda: found.append(text(postgresql.dialect())))
thread.start()
begun.wait(10)
found.append(text(sqlite.dialect()))
for statement in found:
    print([name for name in ("waiting_on_postgresql", "named_on_postgresql", "waiting_on_sqlite", "named_on_sqlite")
           if name in statement])
