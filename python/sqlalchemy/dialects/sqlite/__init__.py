"""What only SQLite has."""

from ...types import (BLOB, BOOLEAN, CHAR, DATE, DATETIME, DECIMAL, FLOAT, INTEGER, JSON, NUMERIC, REAL, SMALLINT, TEXT,
                      TIME, TIMESTAMP, VARCHAR)


def dialect(**kw):
    from ...engine import Dialect

    return Dialect("sqlite")


from ...sql.sqlite import Insert, insert  # noqa: E402,F401
