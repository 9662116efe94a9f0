"""Names of Oracle's types, so that models and variants for it can be read."""

from ..._dialect import Dialect
from ...types import BLOB, CHAR, CLOB, DATE, DOUBLE_PRECISION, FLOAT, NCHAR, NVARCHAR, REAL, TIMESTAMP, VARCHAR
from .._foreign import foreign as _foreign

_LENGTH = (("length", None),)
_STRING = (("length", None), ("collation", None), ("collation_schema", None))
_FLOAT = (("precision", None), ("asdecimal", False), ("decimal_return_scale", None))

BFILE, RAW = (_foreign(__name__, name, _LENGTH, ("length",)) for name in ("BFILE", "RAW"))
BINARY_DOUBLE, BINARY_FLOAT = (_foreign(__name__, name, _FLOAT, ("precision", "asdecimal"))
                               for name in ("BINARY_DOUBLE", "BINARY_FLOAT"))
INTERVAL = _foreign(__name__, "INTERVAL", (("day_precision", None), ("second_precision", None)),
                    ("day_precision", "second_precision"))
LONG, NCLOB, VARCHAR2 = (_foreign(__name__, name, _STRING, ("length", "collation"))
                         for name in ("LONG", "NCLOB", "VARCHAR2"))
NVARCHAR2 = _foreign(__name__, "NVARCHAR2", _STRING, ("length", "collation"))
NUMBER = _foreign(__name__, "NUMBER", (("precision", None), ("scale", None)), ("precision", "scale"))
ROWID = _foreign(__name__, "ROWID")


def dialect():
    return Dialect("oracle")
