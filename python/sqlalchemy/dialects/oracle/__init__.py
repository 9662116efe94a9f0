"""Names of Oracle's types, so that models and variants for it can be read."""

from ...types import BLOB, CHAR, CLOB, DATE, DOUBLE_PRECISION, FLOAT, NCHAR, NVARCHAR, REAL, TIMESTAMP, VARCHAR
from .._foreign import foreign

BFILE, BINARY_DOUBLE, BINARY_FLOAT = foreign("BFILE"), foreign("BINARY_DOUBLE"), foreign("BINARY_FLOAT")
INTERVAL, LONG, NCLOB, NUMBER = foreign("INTERVAL"), foreign("LONG"), foreign("NCLOB"), foreign("NUMBER")
NVARCHAR2, RAW, ROWID, VARCHAR2 = foreign("NVARCHAR2"), foreign("RAW"), foreign("ROWID"), foreign("VARCHAR2")


def dialect(**kw):
    from ...engine import Dialect

    return Dialect("oracle")
