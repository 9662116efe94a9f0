"""psycopg2, over limbeck's connections (https://www.psycopg.org/docs/module.html). What it lacks raises NotSupportedError."""

from ._connection import connect, connection_over
from ._errors import (DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError,
                      OperationalError, ProgrammingError, Warning)
from ._values import (BINARY, DATETIME, NUMBER, ROWID, STRING, Binary, Date, DateFromTicks, Time, TimeFromTicks, Timestamp,
                      TimestampFromTicks)

apilevel = "2.0"
threadsafety = 2
paramstyle = "pyformat"
__version__ = "2.9.13 (dt dec pq3 ext lo64)"
__libpq_version__ = 150000
