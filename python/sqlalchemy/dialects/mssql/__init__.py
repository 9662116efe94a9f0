"""Names of SQL Server's types, so that models and variants for it can be read."""

from ...types import (BIGINT, BINARY, CHAR, DATE, DATETIME, DECIMAL, DOUBLE_PRECISION, FLOAT, INTEGER, JSON, NCHAR,
                      NUMERIC, NVARCHAR, REAL, SMALLINT, TEXT, TIME, TIMESTAMP, VARBINARY, VARCHAR)
from .._foreign import foreign

BIT, DATETIME2, DATETIMEOFFSET = foreign("BIT"), foreign("DATETIME2"), foreign("DATETIMEOFFSET")
IMAGE, MONEY, NTEXT, ROWVERSION = foreign("IMAGE"), foreign("MONEY"), foreign("NTEXT"), foreign("ROWVERSION")
SMALLDATETIME, SMALLMONEY = foreign("SMALLDATETIME"), foreign("SMALLMONEY")
SQL_VARIANT, TINYINT, UNIQUEIDENTIFIER, XML = (foreign("SQL_VARIANT"), foreign("TINYINT"), foreign("UNIQUEIDENTIFIER"),
                                               foreign("XML"))


def dialect(**kw):
    from ...engine import Dialect

    return Dialect("mssql")
