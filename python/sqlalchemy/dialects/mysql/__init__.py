"""Names of MySQL's types, so that models and variants for it can be read."""

from ...types import (BIGINT as _BIGINT, BINARY, BLOB, BOOLEAN, CHAR as _CHAR, DATE, DATETIME as _DATETIME,
                      DECIMAL as _DECIMAL, DOUBLE as _DOUBLE, Enum as _Enum, FLOAT as _FLOAT, INTEGER as _INTEGER, JSON,
                      NCHAR as _NCHAR, NUMERIC as _NUMERIC, NVARCHAR as _NVARCHAR, REAL as _REAL, SMALLINT as _SMALLINT,
                      TEXT as _TEXT, TIME as _TIME, TIMESTAMP as _TIMESTAMP, VARBINARY, VARCHAR as _VARCHAR)
from .._foreign import foreign, lenient

BIGINT, INTEGER, SMALLINT = lenient(_BIGINT), lenient(_INTEGER), lenient(_SMALLINT)
CHAR, VARCHAR, NCHAR, NVARCHAR, TEXT = (lenient(_CHAR), lenient(_VARCHAR), lenient(_NCHAR), lenient(_NVARCHAR),
                                        lenient(_TEXT))
DATETIME, TIME, TIMESTAMP = lenient(_DATETIME), lenient(_TIME), lenient(_TIMESTAMP)
DECIMAL, NUMERIC, DOUBLE, FLOAT, REAL = (lenient(_DECIMAL), lenient(_NUMERIC), lenient(_DOUBLE), lenient(_FLOAT),
                                         lenient(_REAL))
BIT, YEAR, SET = foreign("BIT"), foreign("YEAR"), foreign("SET")
LONGBLOB, MEDIUMBLOB, TINYBLOB = foreign("LONGBLOB"), foreign("MEDIUMBLOB"), foreign("TINYBLOB")
LONGTEXT, MEDIUMTEXT, TINYTEXT = foreign("LONGTEXT"), foreign("MEDIUMTEXT"), foreign("TINYTEXT")
MEDIUMINT, TINYINT = foreign("MEDIUMINT"), foreign("TINYINT")
INET4, INET6 = foreign("INET4"), foreign("INET6")


class ENUM(_Enum):
    def __init__(self, *enums, **kw):
        for key in ("charset", "ascii", "unicode", "binary", "strict"):
            kw.pop(key, None)
        super().__init__(*enums, **kw)


def dialect(**kw):
    from ...engine import Dialect

    return Dialect("mysql")


def insert(table):
    from ...sql import insert as insert_

    return insert_(table)


def match(*cols, against=None, **kw):
    from ...sql import func

    return func.match(*cols, against)
