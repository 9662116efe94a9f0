"""Names of MySQL's types, so that models and variants for it can be read."""

from ..._dialect import Dialect
from ...types import (BIGINT as _BIGINT, BINARY, BLOB, BOOLEAN, CHAR as _CHAR, DATE, DATETIME as _DATETIME,
                      DECIMAL as _DECIMAL, DOUBLE as _DOUBLE, Enum as _Enum, FLOAT as _FLOAT, INTEGER as _INTEGER,
                      JSON as _JSON, NCHAR as _NCHAR, NUMERIC as _NUMERIC, NVARCHAR as _NVARCHAR, REAL as _REAL,
                      SMALLINT as _SMALLINT, TEXT as _TEXT, TIME as _TIME, TIMESTAMP as _TIMESTAMP, VARBINARY,
                      VARCHAR as _VARCHAR)
from .._foreign import _Shows, foreign as _foreign, lenient as _lenient

_WIDTH = ("display_width",)
_INTEGERS = (("display_width", None), ("unsigned", False), ("zerofill", False))
_NUMBERS = (("unsigned", False), ("zerofill", False), ("precision", None), ("scale", None),
            ("decimal_return_scale", None), ("asdecimal", True))
_FLOATS = (("precision", None), ("scale", None), ("asdecimal", False), ("unsigned", False), ("zerofill", False),
           ("decimal_return_scale", None))
_STRINGS = (("charset", None), ("collation", None), ("ascii", False), ("binary", False), ("unicode", False),
            ("national", False), ("length", None), ("collation_schema", None))
_TIMES = (("timezone", False), ("fsp", None))
_PRECISION = ("precision", "scale", "asdecimal")


def _of(make, *types, parameters, order=(), **given):
    return [make(__name__, type_, parameters, order, **given) for type_ in types]


BIGINT, INTEGER, SMALLINT = _of(_lenient, _BIGINT, _INTEGER, _SMALLINT, parameters=_INTEGERS, order=_WIDTH)
MEDIUMINT, TINYINT = _of(_foreign, "MEDIUMINT", "TINYINT", parameters=_INTEGERS, order=_WIDTH)
(YEAR,) = _of(_foreign, "YEAR", parameters=(("display_width", None),), order=_WIDTH)
DECIMAL, NUMERIC = _of(_lenient, _DECIMAL, _NUMERIC, parameters=_NUMBERS, order=_PRECISION)
(FLOAT,) = _of(_lenient, _FLOAT, parameters=_FLOATS, order=_PRECISION)
DOUBLE, REAL = _of(_lenient, _DOUBLE, _REAL, parameters=_FLOATS, order=_PRECISION, asdecimal=True)
CHAR, VARCHAR, TEXT = _of(_lenient, _CHAR, _VARCHAR, _TEXT, parameters=_STRINGS, order=("length",))
NCHAR, NVARCHAR = _of(_lenient, _NCHAR, _NVARCHAR, parameters=_STRINGS, order=("length",), national=True)
LONGTEXT, MEDIUMTEXT, TINYTEXT = _of(_foreign, "LONGTEXT", "MEDIUMTEXT", "TINYTEXT", parameters=_STRINGS)
LONGBLOB, MEDIUMBLOB, TINYBLOB, BIT = _of(_foreign, "LONGBLOB", "MEDIUMBLOB", "TINYBLOB", "BIT",
                                          parameters=(("length", None),), order=("length",))
DATETIME, TIME, TIMESTAMP = _of(_lenient, _DATETIME, _TIME, _TIMESTAMP, parameters=_TIMES, order=("timezone", "fsp"))
INET4, INET6 = _of(_foreign, "INET4", "INET6", parameters=())
(JSON,) = _of(_lenient, _JSON, parameters=(("none_as_null", False),), order=("none_as_null",))


class SET(_foreign(__name__, "SET", _STRINGS + (("retrieve_as_bitwise", False),))):
    def __init__(self, *values, **kw):
        super().__init__(**kw)
        self.values = values
        self.length = None

    def get_col_spec(self, **kw):
        return "SET"


class ENUM(_Shows, _Enum):
    _parameters = tuple(one for one in _STRINGS if one[0] != "length")

    def __init__(self, *enums, **kw):
        of_text = {name: kw.pop(name, default) for name, default in self._parameters if name != "collation"}
        kw.pop("strict", None)
        super().__init__(*enums, **kw)
        self.__dict__.update(of_text)


def dialect():
    return Dialect("mysql")
