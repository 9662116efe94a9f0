"""Stand-in for SQLAlchemy-Utils: its column types, what model modules use beside them, and making databases."""

from .functions import create_database, database_exists, drop_database
from .models import Timestamp, generic_repr
from .types import (
    ArrowType,
    Choice,
    ChoiceType,
    ColorType,
    CountryType,
    CurrencyType,
    DateRangeType,
    DateTimeRangeType,
    EmailType,
    EncryptedType,
    EnrichedDateTimeType,
    EnrichedDateType,
    Int8RangeType,
    IntRangeType,
    IPAddressType,
    JSONType,
    LocaleType,
    LtreeType,
    NumericRangeType,
    PasswordType,
    PhoneNumberType,
    ScalarListException,
    ScalarListType,
    StringEncryptedType,
    TimezoneType,
    TSVectorType,
    URLType,
    UUIDType,
    WeekDaysType,
)

__version__ = "0.43.0"


def force_auto_coercion(mapper=None):
    """Values are coerced when they are stored; nothing need be prepared."""


def force_instant_defaults(mapper=None):
    """Defaults are set when rows are written."""
