"""Values on their way to the server, as SQL literals, and back
(https://www.psycopg.org/docs/usage.html#adaptation-of-python-values-to-sql-types)."""

import datetime
import math
import re
import time
import uuid
from decimal import Decimal

from limbeck.opaque import check

from ._errors import ProgrammingError

Date, Time, Timestamp = datetime.date, datetime.time, datetime.datetime


def DateFromTicks(ticks):
    return Date(*time.localtime(ticks)[:3])


def TimeFromTicks(ticks):
    return Time(*time.localtime(ticks)[3:6])


def TimestampFromTicks(ticks):
    return Timestamp(*time.localtime(ticks)[:6])


class ISQLQuote:
    def __init__(self, wrapped=None):
        self._wrapped = wrapped


class _Adapter:
    def __init__(self, adapted):
        self.adapted = adapted

    def prepare(self, connection):
        pass

    def getquoted(self):
        return self._text().encode()

    def __conform__(self, protocol):
        return self if protocol is ISQLQuote else None

    def __str__(self):
        return self._text()


class AsIs(_Adapter):
    def _text(self):
        return str(self.adapted)


class Boolean(_Adapter):
    def _text(self):
        return "true" if self.adapted else "false"


class Int(_Adapter):
    def _text(self):
        # Behind a minus, a negative number would begin a comment.
        return f" {int(self.adapted)}" if self.adapted < 0 else str(int(self.adapted))


class Float(_Adapter):
    def _text(self):
        value = float(self.adapted)
        if math.isnan(value):
            return "'NaN'::float"
        if math.isinf(value):
            return "'Infinity'::float" if value > 0 else "'-Infinity'::float"
        return f" {value!r}" if value < 0 else repr(value)


class DecimalAdapter(_Adapter):
    def _text(self):
        if not self.adapted.is_finite():
            return "'NaN'::numeric" if self.adapted.is_nan() else \
                "'Infinity'::numeric" if self.adapted > 0 else "'-Infinity'::numeric"
        return f" {self.adapted}" if self.adapted.is_signed() else str(self.adapted)


class QuotedString(_Adapter):
    encoding = "utf-8"

    def _text(self):
        text = str(self.adapted)
        if "\0" in text:
            raise ValueError("A string literal cannot contain NUL (0x00) characters.")
        quoted = text.replace("'", "''")
        return f" E'{quoted}'".replace("\\", "\\\\") if "\\" in text else f"'{quoted}'"


class Binary(_Adapter):
    def _text(self):
        return f"'\\x{bytes(self.adapted).hex()}'::bytea"


class DateTimeAdapter(_Adapter):
    def _text(self):
        value = self.adapted
        if isinstance(value, datetime.timedelta):
            return f"'{value.days} days {value.seconds}.{value.microseconds:06d} seconds'::interval"
        if isinstance(value, datetime.datetime):
            return f"'{value.isoformat()}'::{'timestamp' if value.tzinfo is None else 'timestamptz'}"
        if isinstance(value, datetime.time):
            return f"'{value.isoformat()}'::{'time' if value.tzinfo is None else 'timetz'}"
        return f"'{value.isoformat()}'::date"


class UuidAdapter(_Adapter):
    def _text(self):
        return f"'{self.adapted}'::uuid"


class _Several(_Adapter):
    connection = None

    def prepare(self, connection):
        self.connection = connection

    def _items(self):
        return [literal(item, self.connection) for item in self.adapted]


class ListAdapter(_Several):
    def _text(self):
        if not self.adapted:
            return "'{}'"
        if all(item is None for item in self.adapted):
            return "'{" + ",".join("NULL" for _ in self.adapted) + "}'"
        return "ARRAY[" + ",".join("ARRAY[]" if item == [] else text
                                   for item, text in zip(self.adapted, self._items())) + "]"


class TupleAdapter(_Several):
    def _text(self):
        return "(" + ", ".join(self._items()) + ")" if self.adapted else "(NULL)"


adapters = {
    (bool, ISQLQuote): Boolean, (int, ISQLQuote): Int, (float, ISQLQuote): Float, (Decimal, ISQLQuote): DecimalAdapter,
    (str, ISQLQuote): QuotedString, (bytes, ISQLQuote): Binary, (bytearray, ISQLQuote): Binary,
    (memoryview, ISQLQuote): Binary, (datetime.date, ISQLQuote): DateTimeAdapter, (datetime.time, ISQLQuote): DateTimeAdapter,
    (datetime.datetime, ISQLQuote): DateTimeAdapter, (datetime.timedelta, ISQLQuote): DateTimeAdapter,
    (list, ISQLQuote): ListAdapter, (tuple, ISQLQuote): TupleAdapter,
}


def register_adapter(kind, adapter):
    adapters[(kind, ISQLQuote)] = adapter


def register_uuid_adapter():
    register_adapter(uuid.UUID, UuidAdapter)


def adapt(value, protocol=ISQLQuote, alternate=None):
    if value is None:
        return AsIs("NULL")
    for kind in type(value).__mro__:
        adapter = adapters.get((kind, ISQLQuote))
        if adapter is not None:
            return adapter(value)
    conform = getattr(value, "__conform__", None)
    found = conform(ISQLQuote) if conform is not None else None
    if found is not None:
        return found
    check(value, "what the database is told")
    raise ProgrammingError(f"can't adapt type '{type(value).__name__}'")


def literal(value, connection=None):
    """The value as SQL text."""
    adapted = adapt(value)
    prepare = getattr(adapted, "prepare", None)
    if prepare is not None and connection is not None:
        prepare(connection)
    quoted = adapted.getquoted()
    return quoted.decode() if isinstance(quoted, bytes) else quoted


_PLACE = re.compile(r"%%|%(?:\([^)]*\))?(?P<kind>.|$)", re.DOTALL)


def interpolated(statement, parameters, connection):
    """The statement with literals in place of %s and %(name)s; %% is one sign."""
    names = isinstance(parameters, dict) or hasattr(parameters, "keys")
    wanted = 0
    for found in _PLACE.finditer(statement):
        if found.group() == "%%":
            continue
        if found["kind"] != "s":
            raise ValueError("incomplete placeholder" if not found["kind"] else
                             f"unsupported format character '{found['kind']}' (0x{ord(found['kind']):x}) at index "
                             f"{found.end() - 1}")
        wanted += 1
    if names:
        return statement % _Literals(parameters, connection)
    values = tuple(literal(value, connection) for value in parameters)
    if len(values) < wanted:
        raise IndexError("tuple index out of range" if isinstance(parameters, tuple) else "list index out of range")
    return statement % values


class _Literals:
    def __init__(self, values, connection):
        self._values, self._connection = values, connection

    def __getitem__(self, name):
        return literal(self._values[name], self._connection)


class _Type:
    """Compared with type_code of a column."""

    def __init__(self, name, *values):
        self.name, self.values = name, values

    def __eq__(self, other):
        return other in self.values if isinstance(other, int) else self is other

    __hash__ = object.__hash__


STRING = _Type("STRING", 19, 18, 25, 1042, 1043)
BINARY = _Type("BINARY", 17)
NUMBER = _Type("NUMBER", 20, 23, 21, 701, 700, 1700)
DATETIME = _Type("DATETIME", 1114, 1184, 704, 1186)
ROWID = _Type("ROWID", 26)
