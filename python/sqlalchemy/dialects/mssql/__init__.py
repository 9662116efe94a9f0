"""Names of SQL Server's types, so that models and variants for it can be read."""

from ..._dialect import Dialect
from ...types import (BIGINT, BINARY, CHAR, DATE, DATETIME, DECIMAL, DOUBLE_PRECISION, FLOAT, INTEGER, JSON, NCHAR,
                      NUMERIC, NVARCHAR, REAL, SMALLINT, TEXT, TIME, TIMESTAMP, VARBINARY, VARCHAR)
from .._foreign import foreign as _foreign

_LENGTH, _PRECISION = (("length", None),), (("precision", None),)
_STRING = (("length", None), ("collation", None), ("collation_schema", None))

BIT = _foreign(__name__, "BIT")
DATETIME2 = _foreign(__name__, "DATETIME2", _PRECISION, ("precision",))
DATETIMEOFFSET = _foreign(__name__, "DATETIMEOFFSET", _PRECISION, ("precision",))
IMAGE = _foreign(__name__, "IMAGE", _LENGTH, ("length",))
MONEY, SMALLMONEY = _foreign(__name__, "MONEY"), _foreign(__name__, "SMALLMONEY")
NTEXT = _foreign(__name__, "NTEXT", _STRING, ("length", "collation"))
ROWVERSION = _foreign(__name__, "ROWVERSION", (("convert_int", False),), ("convert_int",))
SMALLDATETIME = _foreign(__name__, "SMALLDATETIME", (("timezone", False),), ("timezone",))
SQL_VARIANT, TINYINT = _foreign(__name__, "SQL_VARIANT"), _foreign(__name__, "TINYINT")
UNIQUEIDENTIFIER = _foreign(__name__, "UNIQUEIDENTIFIER", (("as_uuid", True),), ("as_uuid",))
XML = _foreign(__name__, "XML", _STRING, ("length", "collation"))


def dialect():
    return Dialect("mssql")
