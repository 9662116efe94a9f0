"""Types with limits, secrets, paths and marks for Annotated."""

from .fields import Limits
from .functional_validators import InstanceOf, SkipValidation  # noqa: F401


class Constrained:
    """The base of classes that stand for a type with limits; values are of the plain type."""

    __pydantic_limits__ = {}


def _limited(name, base, **limits):
    return type(name, (Constrained, base), {"__pydantic_limits__": limits, "__module__": __name__})


PositiveInt = _limited("PositiveInt", int, gt=0)
NegativeInt = _limited("NegativeInt", int, lt=0)
NonNegativeInt = _limited("NonNegativeInt", int, ge=0)
NonPositiveInt = _limited("NonPositiveInt", int, le=0)
StrictInt = _limited("StrictInt", int, strict=True)
PositiveFloat = _limited("PositiveFloat", float, gt=0)
NegativeFloat = _limited("NegativeFloat", float, lt=0)
NonNegativeFloat = _limited("NonNegativeFloat", float, ge=0)
NonPositiveFloat = _limited("NonPositiveFloat", float, le=0)
StrictFloat = _limited("StrictFloat", float, strict=True)
FiniteFloat = _limited("FiniteFloat", float, allow_inf_nan=False)
StrictStr = _limited("StrictStr", str, strict=True)
StrictBytes = _limited("StrictBytes", bytes, strict=True)


class StrictBool(Constrained):
    """bool cannot be subclassed; the validation knows this class by name."""

    __pydantic_limits__ = {"strict": True}


def _given(**limits):
    if "regex" in limits:
        limits["pattern"] = limits.pop("regex") or limits.get("pattern")
    for old, new in (("min_items", "min_length"), ("max_items", "max_length")):
        if old in limits:
            limits[new] = limits.pop(old)
    return {name: value for name, value in limits.items() if value is not None and value is not False}


def _annotated(base, *marks):
    import typing

    result = base
    for mark in marks:
        result = typing.Annotated[result, mark]
    return result


def constr(*, strip_whitespace=None, to_upper=None, to_lower=None, strict=None, min_length=None, max_length=None,
           curtail_length=None, pattern=None, regex=None):
    return _limited("ConstrainedStrValue", str, **_given(
        strip_whitespace=strip_whitespace, to_upper=to_upper, to_lower=to_lower, strict=strict,
        min_length=min_length, max_length=max_length, pattern=pattern or regex))


def conint(**limits):
    return _limited("ConstrainedIntValue", int, **_given(**limits))


def confloat(**limits):
    return _limited("ConstrainedFloatValue", float, **_given(**limits))


def conbytes(**limits):
    return _limited("ConstrainedBytesValue", bytes, **_given(**limits))


def condecimal(**limits):
    from decimal import Decimal

    return _limited("ConstrainedDecimalValue", Decimal, **_given(**limits))


def condate(**limits):
    from datetime import date

    return _annotated(date, Limits(**_given(**limits)))


def conlist(item_type, *, unique_items=None, **limits):
    return _annotated(list[item_type], Limits(**_given(**limits)))


def conset(item_type, **limits):
    return _annotated(set[item_type], Limits(**_given(**limits)))


def confrozenset(item_type, **limits):
    return _annotated(frozenset[item_type], Limits(**_given(**limits)))


class Strict:
    def __init__(self, strict=True):
        self.strict = strict


class StringConstraints:
    def __init__(self, *, strip_whitespace=None, to_upper=None, to_lower=None, strict=None, min_length=None,
                 max_length=None, pattern=None, ascii_only=None):
        self.__dict__.update(strip_whitespace=strip_whitespace, to_upper=to_upper, to_lower=to_lower, strict=strict,
                             min_length=min_length, max_length=max_length, pattern=pattern)

    @property
    def limits(self):
        return {name: value for name, value in self.__dict__.items() if value is not None}


class AllowInfNan:
    def __init__(self, allow_inf_nan=True):
        self.limits = {"allow_inf_nan": allow_inf_nan}


class Discriminator:
    def __init__(self, discriminator, custom_error_type=None, custom_error_message=None, custom_error_context=None):
        self.discriminator = discriminator


class Tag:
    def __init__(self, tag):
        self.tag = tag


class GetPydanticSchema:
    def __init__(self, get_pydantic_core_schema=None, get_pydantic_json_schema=None):
        self.get_pydantic_core_schema = get_pydantic_core_schema


class FailFast:
    def __init__(self, fail_fast=True):
        self.fail_fast = fail_fast


class Secret:
    """A value that does not show itself."""

    _empty = ""

    def __init__(self, secret_value):
        self._secret_value = secret_value

    def __class_getitem__(cls, item):
        return type(f"Secret[{getattr(item, '__name__', item)}]", (cls,), {"_inner": item, "__module__": __name__})

    def get_secret_value(self):
        return self._secret_value

    def _display(self):
        return "**********" if self._secret_value else ""

    def __eq__(self, other):
        return isinstance(other, type(self)) and self._secret_value == other._secret_value

    def __hash__(self):
        return hash(self._secret_value)

    def __str__(self):
        return str(self._display())

    def __repr__(self):
        return f"{type(self).__name__}({self._display()!r})"


class SecretStr(Secret):
    _inner = str

    def __len__(self):
        return len(self._secret_value)


class SecretBytes(Secret):
    _inner = bytes

    def __len__(self):
        return len(self._secret_value)

    def _display(self):
        return b"**********" if self._secret_value else b""


class Json:
    """A string of JSON that is read when validated: Json, or Json[list[int]]."""

    _inner = None

    def __class_getitem__(cls, item):
        return type(f"Json[{getattr(item, '__name__', item)}]", (Json,), {"_inner": item, "__module__": __name__})


class ByteSize(int):
    """A number of bytes, also written "1.5 GiB"."""

    _units = {"b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12, "pb": 10**15, "eb": 10**18,
              "kib": 2**10, "mib": 2**20, "gib": 2**30, "tib": 2**40, "pib": 2**50, "eib": 2**60,
              "bit": 1 / 8, "kbit": 10**3 / 8, "mbit": 10**6 / 8, "gbit": 10**9 / 8, "tbit": 10**12 / 8,
              "kibit": 2**10 / 8, "mibit": 2**20 / 8, "gibit": 2**30 / 8, "tibit": 2**40 / 8}

    @classmethod
    def _parse(cls, value):
        if isinstance(value, (int, float)):
            return cls(int(value))
        import re

        found = re.fullmatch(r"\s*(\d*\.?\d+)\s*(\w+)?", str(value))
        if not found:
            return None
        unit = (found.group(2) or "b").lower()
        for name in (unit, unit + "b"):
            if name in cls._units:
                return cls(int(float(found.group(1)) * cls._units[name]))
        return None

    def human_readable(self, decimal=False, separator=""):
        divisor, units, last = (1000, ("B", "KB", "MB", "GB", "TB", "PB"), "EB") if decimal else (
            1024, ("B", "KiB", "MiB", "GiB", "TiB", "PiB"), "EiB")
        number = float(self)
        for unit in units:
            if abs(number) < divisor:
                return f"{number:0.0f}{separator}{unit}" if unit == "B" else f"{number:0.1f}{separator}{unit}"
            number /= divisor
        return f"{number:0.1f}{separator}{last}"

    def to(self, unit):
        return self / self._units[unit.lower()]


class _Named:
    """Types that the validation treats by their name; they are never instantiated."""


def _named(*names):
    for name in names:
        globals()[name] = type(name, (_Named,), {"__module__": __name__})


_named("FilePath", "DirectoryPath", "NewPath", "SocketPath", "UUID1", "UUID3", "UUID4", "UUID5", "UUID6", "UUID7",
       "UUID8", "PastDate", "FutureDate", "PastDatetime", "FutureDatetime", "AwareDatetime", "NaiveDatetime",
       "Base64Bytes", "Base64Str", "Base64UrlBytes", "Base64UrlStr", "JsonValue", "OnErrorOmit")


class ImportString:
    def __class_getitem__(cls, item):
        return cls


PyObject = ImportString


class PaymentCardNumber(str):
    pass
