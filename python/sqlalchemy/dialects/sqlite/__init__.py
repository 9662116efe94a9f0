"""What only SQLite has."""

from ...types import (BLOB, BOOLEAN, CHAR, DATE as _DATE, DATETIME as _DATETIME, DECIMAL, FLOAT, INTEGER, JSON as _JSON,
                      NUMERIC, REAL, SMALLINT, TEXT, TIME as _TIME, TIMESTAMP, VARCHAR, _name_classes)


class _Stored:
    """A time that is stored as text, in a form that the script can choose: then rows of it cannot be read here."""

    _dialect = "sqlite"
    _form = ()

    def __init__(self, storage_format=None, regexp=None, truncate_microseconds=False, timezone=False, **kw):
        self._form = [name for name, value in (("storage_format", storage_format), ("regexp", regexp),
                                               ("truncate_microseconds", truncate_microseconds)) if value]
        self.timezone = timezone

    def _require_standard_form(self):
        if self._form:
            raise TypeError(f"limbeck reads and writes {type(self).__name__} of SQLite in its standard form only, "
                            f"without {', '.join(self._form)}")

    def _bind(self, value, dialect_name):
        self._require_standard_form()
        return super()._bind(value, dialect_name)

    def _result(self, value, dialect_name):
        self._require_standard_form()
        return super()._result(value, dialect_name)

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


class JSONB(JSON):
    pass


_name_classes(globals(), skip=("_Stored",))


def dialect(**kw):
    from ..._dialect import Dialect

    return Dialect("sqlite")


from ...sql.sqlite import Insert, insert  # noqa: E402,F401
