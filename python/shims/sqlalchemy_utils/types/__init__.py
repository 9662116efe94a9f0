"""The column types of SQLAlchemy-Utils: what they are in a schema, and how their values are stored.

Values that need a further package (a phone number, a colour) stay the plain strings that the database holds.
"""

import sqlalchemy as sa
from sqlalchemy import types

_POSTGRESQL = ("postgresql", "cockroachdb")


class ScalarCoercible:
    """Marks types whose values can be assigned in another form."""

    def _coerce(self, value):
        return value

    def coercion_listener(self, target, value, oldvalue, initiator):
        return self._coerce(value)


class UUIDType(ScalarCoercible, types.TypeDecorator):
    """PostgreSQL's UUID; BINARY(16), or CHAR(32) with binary=False, elsewhere."""

    impl = types.BINARY(16)
    cache_ok = True

    def __init__(self, binary=True, native=True):
        super().__init__()
        self.binary = binary
        self.native = native

    def __repr__(self):
        shown = [f"{name}=False" for name in ("binary", "native") if not getattr(self, name)]
        return f"UUIDType({', '.join(shown)})"

    def load_dialect_impl(self, dialect):
        if self.native and dialect.name in _POSTGRESQL:
            from sqlalchemy.dialects.postgresql import UUID

            return dialect.type_descriptor(UUID())
        return dialect.type_descriptor(self.impl if self.binary else types.CHAR(32))

    def _coerce(self, value):
        from uuid import UUID

        if value and not isinstance(value, UUID):
            try:
                return UUID(value)
            except (TypeError, ValueError):
                return UUID(bytes=value)
        return value

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        value = self._coerce(value)
        if self.native and dialect.name in _POSTGRESQL:
            return str(value)
        return value.bytes if self.binary else value.hex

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        from uuid import UUID

        if isinstance(value, UUID):
            return value
        if self.native and dialect.name in _POSTGRESQL:
            return UUID(value)
        return UUID(bytes=value) if self.binary else UUID(value)


class EmailType(types.TypeDecorator):
    """An e-mail address in lower case."""

    impl = sa.Unicode
    cache_ok = True

    def __init__(self, length=255, *args, **kwargs):
        super().__init__(length=length, *args, **kwargs)

    def process_bind_param(self, value, dialect):
        return value.lower() if value is not None else None


class Choice:
    def __init__(self, code, value):
        self.code = code
        self.value = value

    def __eq__(self, other):
        return self.code == other.code if isinstance(other, Choice) else other == self.code

    def __hash__(self):
        return hash(self.code)

    def __str__(self):
        return str(self.value)

    def __repr__(self):
        return f"Choice(code={self.code}, value={self.value})"


class ChoiceType(ScalarCoercible, types.TypeDecorator):
    """One of an Enum's values, or of (code, label) pairs; stored as its code."""

    impl = types.Unicode(255)
    cache_ok = True

    def __init__(self, choices, impl=None):
        self.choices = tuple(choices) if isinstance(choices, list) else choices
        super().__init__()
        if impl is not None:
            self.impl = impl() if isinstance(impl, type) else impl

    def _is_enum(self):
        return isinstance(self.choices, type)

    def _coerce(self, value):
        if value is None or isinstance(value, Choice):
            return value
        return self.choices(value) if self._is_enum() else Choice(value, dict(self.choices)[value])

    def process_bind_param(self, value, dialect):
        if self._is_enum():
            return None if value is None else self.choices(value).value
        return value.code if isinstance(value, Choice) else value

    def process_result_value(self, value, dialect):
        return self._coerce(value) if value else None if not self._is_enum() else self._coerce(value)


class PasswordType(ScalarCoercible, types.TypeDecorator):
    """A hashed password: bytes of a length that the hashing schemes decide."""

    impl = types.VARBINARY(1024)
    cache_ok = True

    def __init__(self, max_length=None, **kwargs):
        super().__init__()
        self._max_length = max_length
        self.options = kwargs

    @property
    def length(self):
        return self._max_length if self._max_length is not None else 1024

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import BYTEA

            return dialect.type_descriptor(BYTEA(self.length))
        if dialect.name == "sqlite":
            return dialect.type_descriptor(types.BLOB(self.length))
        return dialect.type_descriptor(types.VARBINARY(self.length))


class _Unicode(ScalarCoercible, types.TypeDecorator):
    """A string of limited length."""

    cache_ok = True
    impl = types.Unicode(255)

    def process_bind_param(self, value, dialect):
        return str(value) if value else value


class IPAddressType(_Unicode):
    impl = types.Unicode(50)

    def __init__(self, max_length=50, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.impl = types.Unicode(max_length)

    def process_bind_param(self, value, dialect):
        return str(value) if value else None

    def _coerce(self, value):
        from ipaddress import ip_address

        return ip_address(value) if value else None

    def process_result_value(self, value, dialect):
        return self._coerce(value)


class ColorType(_Unicode):
    impl = types.Unicode(20)

    def __init__(self, max_length=20, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.impl = types.Unicode(max_length)


class PhoneNumberType(_Unicode):
    impl = types.Unicode(20)

    def __init__(self, region="US", max_length=20, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.region = region
        self.impl = types.Unicode(max_length)


class CountryType(_Unicode):
    impl = types.String(2)

    def process_bind_param(self, value, dialect):
        return getattr(value, "code", value)


class CurrencyType(_Unicode):
    impl = types.String(3)

    def process_bind_param(self, value, dialect):
        return getattr(value, "code", value)


class LocaleType(_Unicode):
    impl = types.Unicode(10)


class TimezoneType(_Unicode):
    impl = types.Unicode(50)

    def __init__(self, backend="dateutil"):
        super().__init__()
        self.backend = backend


class URLType(_Unicode):
    impl = types.UnicodeText


class EnrichedDateTimeType(ScalarCoercible, types.TypeDecorator):
    impl = types.DateTime
    cache_ok = True


class ArrowType(EnrichedDateTimeType):
    """A time stamp, in UTC."""


class EnrichedDateType(ScalarCoercible, types.TypeDecorator):
    impl = types.Date
    cache_ok = True


class JSONType(types.TypeDecorator):
    """PostgreSQL's JSON; text elsewhere."""

    impl = sa.UnicodeText
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import JSON

            return dialect.type_descriptor(JSON())
        return dialect.type_descriptor(self.impl)

    def process_bind_param(self, value, dialect):
        if dialect.name == "postgresql" or value is None:
            return value
        import json

        return json.dumps(value)

    def process_result_value(self, value, dialect):
        if dialect.name == "postgresql" or value is None:
            return value
        import json

        return json.loads(value)


class ScalarListException(Exception):
    pass


class ScalarListType(types.TypeDecorator):
    """A list of plain values in one text."""

    impl = sa.UnicodeText()
    cache_ok = True

    def __init__(self, coerce_func=str, separator=","):
        super().__init__()
        self.separator = str(separator)
        self.coerce_func = coerce_func

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        texts = [str(item) for item in value]
        if any(self.separator in text for text in texts):
            raise ScalarListException(
                f"List values can't contain string '{self.separator}' (its being used as separator. If you wish for "
                "scalar list values to contain these strings, use a different separator string.)"
            )
        return self.separator.join(texts)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return [self.coerce_func(item) for item in value.split(self.separator)] if value else []


class LtreeType(ScalarCoercible, types.UserDefinedType):
    """PostgreSQL's LTREE."""

    cache_ok = True

    def get_col_spec(self, **_):
        return "LTREE"


class LQUERY(types.UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **_):
        return "LQUERY"


class LTXTQUERY(types.UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **_):
        return "LTXTQUERY"


def _tsvector():
    from sqlalchemy.dialects.postgresql import TSVECTOR

    return TSVECTOR


class TSVectorType(types.TypeDecorator):
    """PostgreSQL's TSVECTOR, with the columns that feed it."""

    impl = _tsvector()
    cache_ok = True

    def __init__(self, *args, **kwargs):
        super().__init__()
        self.columns = args
        self.options = kwargs


class BitType(types.TypeDecorator):
    impl = types.BINARY
    cache_ok = True

    def __init__(self, length=1, **kwargs):
        self.length = length
        super().__init__(**kwargs)

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import BIT

            return dialect.type_descriptor(BIT(self.length))
        if dialect.name == "sqlite":
            return dialect.type_descriptor(types.String(self.length))
        return dialect.type_descriptor(types.BINARY(self.length))


class WeekDaysType(BitType):
    """A bit for each day of the week."""

    def __init__(self, *args, **kwargs):
        super().__init__(7)


class StringEncryptedType(ScalarCoercible, types.TypeDecorator):
    """An encrypted value in a string. Its key is the application's: a migration can neither read nor write one."""

    impl = types.String
    cache_ok = True

    def __init__(self, type_in=None, key=None, engine=None, padding=None, **kwargs):
        super().__init__(**kwargs)
        self.underlying_type = type_in
        self._key = key
        self.engine = engine

    def _refuse(self, value):
        if value is None:
            return None
        raise NotImplementedError("encrypted values are not read or written here; run this step with Alembic")

    def process_bind_param(self, value, dialect):
        return self._refuse(value)

    def process_result_value(self, value, dialect):
        return self._refuse(value)


class EncryptedType(StringEncryptedType):
    """The same, in bytes."""

    impl = types.LargeBinary

    def __init__(self, *args, **kwargs):
        kwargs.pop("length", None)
        super().__init__(*args, **kwargs)


class RangeType(ScalarCoercible, types.TypeDecorator):
    """One of PostgreSQL's range types; a string elsewhere."""

    cache_ok = True
    impl = types.String(255)

    def __init__(self, *args, **kwargs):
        self.step = kwargs.pop("step", None)
        super().__init__(*args, **kwargs)

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            from sqlalchemy.dialects import postgresql

            return dialect.type_descriptor(getattr(postgresql, self._range)())
        return dialect.type_descriptor(types.String(255))

    def process_bind_param(self, value, dialect):
        return str(value) if value is not None else None


def _range(name, kind):
    return type(name, (RangeType,), {"_range": kind, "cache_ok": True, "__module__": __name__})


IntRangeType = _range("IntRangeType", "INT4RANGE")
Int8RangeType = _range("Int8RangeType", "INT8RANGE")
DateRangeType = _range("DateRangeType", "DATERANGE")
DateTimeRangeType = _range("DateTimeRangeType", "TSRANGE")
NumericRangeType = _range("NumericRangeType", "NUMRANGE")
