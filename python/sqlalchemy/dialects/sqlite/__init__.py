"""What only SQLite has."""

from limbeck.facade import unsupported

from ..._dialect import Dialect
from ...sql.sqlite import Insert, insert  # noqa: F401
from ...types import (BLOB, BOOLEAN, CHAR, DATE as _DATE, DATETIME as _DATETIME, DECIMAL, FLOAT, INTEGER, JSON as _JSON,
                      NUMERIC, REAL, SMALLINT, TEXT, TIME as _TIME, TIMESTAMP, VARCHAR, _derived, _name_classes)


class _Stored:
    """A time that is stored as text, in a form that the script can choose: then rows of it cannot be read here."""

    _dialect = "sqlite"
    _form = False

    def __init__(self, storage_format=None, regexp=None, truncate_microseconds=False, timezone=False):
        self._form = bool(storage_format or regexp or truncate_microseconds)
        self.timezone = timezone

    def _bind(self, value, dialect_name):
        if self._form:
            unsupported(f"a value of {type(self).__name__} of SQLite in a form of its own")
        return super()._bind(value, dialect_name)

    def _result(self, value, dialect_name):
        return self._bind(value, dialect_name) if self._form else super()._result(value, dialect_name)

    def _repr_as(self, class_name):
        return f"{class_name}()"


class DATE(_Stored, _DATE):
    pass


class DATETIME(_Stored, _DATETIME):
    pass


class TIME(_Stored, _TIME):
    pass


class JSON(_JSON):
    _dialect = "sqlite"


_derived(globals(), JSON, "JSONB")
_name_classes(globals(), skip=("_Stored",))


def dialect():
    return Dialect("sqlite")
