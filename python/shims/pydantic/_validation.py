"""Turns annotations into checks: functions that take a value and give the validated one.

A check is made once for each field, when its model is first used; this keeps the import of models quick and lets
annotations name what is defined further down.
"""

import types as _types

from ._errors import (
    Failure,
    PydanticUndefined,
    PydanticUseDefault,
    ValidationError,
    failure,
    from_exception,
    listed,
)


class Run:
    """One validation: what the caller gave beside the value, and the field that it has reached."""

    __slots__ = ("context", "data", "field_name", "from_attributes", "strict", "mode", "by_name")

    def __init__(self, context=None, from_attributes=None, strict=None, mode="python", by_name=None):
        self.context = context
        self.data = {}
        self.field_name = None
        self.from_attributes = from_attributes
        self.strict = strict
        self.mode = mode
        self.by_name = by_name


class Check:
    """`validate(value, run)` gives the value or raises Failure; `exact(value)` says that it fits as it is."""

    __slots__ = ("validate", "exact", "name", "tag")

    def __init__(self, validate, exact, name, tag=None):
        self.validate = validate
        self.exact = exact
        self.name = name
        self.tag = tag


def required_arguments(function, default=1):
    """How many positional arguments a function asks for, those with defaults not counted."""
    bound = 0
    plain = function
    if isinstance(function, _types.MethodType):
        bound, plain = 1, function.__func__
    code = getattr(plain, "__code__", None)
    if code is not None:
        return max(code.co_argcount - bound - len(plain.__defaults__ or ()), 0)
    if isinstance(function, type):
        return default
    try:
        import inspect

        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return default
    return sum(p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) and p.default is p.empty for p in parameters)


def _guarded(function, value, *arguments):
    """Calls a validator; what it raises about the value becomes a Failure."""
    try:
        return function(value, *arguments)
    except (Failure, ValueError, AssertionError) as error:
        known = from_exception(error, value)
        if known is None:
            raise
        raise known from error


def _info(run, config):
    from .functional_validators import ValidationInfo

    return ValidationInfo(run.context, run.data, run.field_name, config, run.mode)


def wrapped(check, mode, function, config):
    """The check with a validator function before, after, around or instead of it."""
    inner = check.validate
    wants_info = required_arguments(function) >= (3 if mode == "wrap" else 2)

    def call(value, run, *arguments):
        if wants_info:
            arguments = (*arguments, _info(run, config))
        return _guarded(function, value, *arguments)

    if mode == "before":
        name = f"function-before[{getattr(function, '__name__', 'function')}(), {check.name}]"
        return Check(lambda value, run: inner(call(value, run), run), lambda value: False, name, check.tag)
    if mode == "after":
        name = f"function-after[{getattr(function, '__name__', 'function')}(), {check.name}]"
        return Check(lambda value, run: call(inner(value, run), run), check.exact, name, check.tag)
    if mode == "plain":
        name = f"function-plain[{getattr(function, '__name__', 'function')}()]"
        return Check(call, lambda value: False, name, check.tag)

    def around(value, run):
        def handler(inside, *_):
            try:
                return inner(inside, run)
            except Failure as error:  # validators know pydantic's own exception
                raise ValidationError(run.field_name or check.name, error.items) from None

        return call(value, run, handler)

    name = f"function-wrap[{getattr(function, '__name__', 'function')}()]"
    return Check(around, lambda value: False, name, check.tag)


# --- plain types ----------------------------------------------------------------------------------------------------


def _enum_value(value):
    import sys

    enum = sys.modules.get("enum")
    return value.value if enum is not None and isinstance(value, enum.Enum) else value


def _string(config):
    strip = config.get("str_strip_whitespace")
    lower, upper = config.get("str_to_lower"), config.get("str_to_upper")
    numbers = config.get("coerce_numbers_to_str")

    def validate(value, run):
        if not isinstance(value, str):
            if isinstance(value, (bytes, bytearray)) and not run.strict:
                try:
                    value = value.decode()
                except UnicodeDecodeError:
                    raise failure("string_type", value) from None
            elif isinstance(_enum_value(value), str) and not run.strict:
                value = _enum_value(value)
            elif numbers and _is_number(value):
                value = str(value)
            else:
                raise failure("string_type", value)
        elif type(value) is not str:
            value = str.__str__(_enum_value(value)) if isinstance(_enum_value(value), str) else str(value)
        if strip:
            value = value.strip()
        if lower:
            value = value.lower()
        if upper:
            value = value.upper()
        return value

    check = Check(validate, lambda value: isinstance(value, str), "str")
    limits = {new: config[old] for old, new in (("str_min_length", "min_length"), ("str_max_length", "max_length"))
              if config.get(old)}
    return limited(check, limits) if limits else check


def _is_number(value):
    if isinstance(value, bool):
        return False
    if isinstance(value, (int, float)):
        return True
    from decimal import Decimal

    return isinstance(value, Decimal)


def _integer(value, run):
    if type(value) is int:
        return value
    if isinstance(value, bool):
        if run.strict:
            raise failure("int_type", value)
        return int(value)
    value_ = _enum_value(value)
    if isinstance(value_, int):
        return int(value_)
    if run.strict:
        raise failure("int_type", value)
    if isinstance(value_, float):
        if value_ != value_ or value_ in (float("inf"), float("-inf")):
            raise failure("finite_number", value)
        if value_ != int(value_):
            raise failure("int_from_float", value)
        return int(value_)
    if isinstance(value_, (str, bytes)):
        text = value_.decode("utf-8", "replace") if isinstance(value_, bytes) else value_
        text = text.strip()
        whole, dot, fraction = text.partition(".")
        if dot and not fraction.strip("0"):
            text = whole
        try:
            return int(text)
        except ValueError:
            raise failure("int_parsing", value) from None
    if _is_number(value_):
        if value_ != int(value_):
            raise failure("int_from_float", value)
        return int(value_)
    raise failure("int_type", value)


def _float(value, run):
    if isinstance(value, (int, float)):
        if run.strict and isinstance(value, bool):
            raise failure("float_type", value)
        return float(value)
    if isinstance(value, (str, bytes)) and not run.strict:
        try:
            return float(value)
        except ValueError:
            raise failure("float_parsing", value) from None
    if _is_number(value) and not run.strict:
        return float(value)
    raise failure("float_type", value)


_TRUE = frozenset(("1", "on", "t", "true", "y", "yes"))
_FALSE = frozenset(("0", "off", "f", "false", "n", "no"))


def _boolean(value, run):
    if value is True or value is False:
        return value
    if run.strict:
        raise failure("bool_type", value)
    if isinstance(value, (str, bytes)):
        text = (value.decode("utf-8", "replace") if isinstance(value, bytes) else value).lower()
        if text in _TRUE:
            return True
        if text in _FALSE:
            return False
        raise failure("bool_parsing", value)
    if _is_number(value):
        if value == 1:
            return True
        if value == 0:
            return False
        raise failure("bool_parsing", value)
    raise failure("bool_type", value)


def _bytes(value, run):
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    if isinstance(value, str) and not run.strict:
        return value.encode()
    raise failure("bytes_type", value)


def _decimal(value, run):
    from decimal import Decimal, InvalidOperation

    if isinstance(value, Decimal):
        result = value
    elif isinstance(value, (int, float, str)) and not isinstance(value, bool):
        try:
            result = Decimal(str(value).strip())
        except InvalidOperation:
            raise failure("decimal_parsing", value) from None
    else:
        raise failure("decimal_type", value)
    if not result.is_finite():
        raise failure("finite_number", value)
    return result


def _seconds(value):
    """Seconds since 1970, or milliseconds where the number is too great for that."""
    from datetime import datetime, timezone

    number = float(value)
    if abs(number) > 2e10:
        number /= 1000
    return datetime.fromtimestamp(number, timezone.utc)


def _datetime(value, run):
    from datetime import date, datetime, time

    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _seconds(value)
    if isinstance(value, (str, bytes)):
        text = (value.decode() if isinstance(value, bytes) else value).strip()
        try:
            return _seconds(text)
        except ValueError:
            pass
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            reason = "input is too short" if len(text) < 10 else "invalid character in year"
            raise failure("datetime_from_date_parsing", value, error=reason) from None
    raise failure("datetime_type", value)


def _date(value, run):
    from datetime import date, datetime

    if isinstance(value, datetime):
        if value.time() != value.time().min:
            raise Failure([("date_from_datetime_inexact", (),
                            "Datetimes provided to dates should have zero time - e.g. be exact dates", value, {})])
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (str, bytes)):
        text = (value.decode() if isinstance(value, bytes) else value).strip()
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
        try:
            return _date(_datetime(text, run), run)
        except Failure:
            reason = "input is too short" if len(text) < 10 else "invalid character in year"
            raise failure("date_from_datetime_parsing", value, error=reason) from None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _date(_seconds(value).replace(tzinfo=None), run)
    raise failure("date_type", value)


def _time(value, run):
    from datetime import datetime, time, timedelta

    if isinstance(value, time):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return (datetime.min + timedelta(seconds=value)).time()
    if isinstance(value, str):
        try:
            return time.fromisoformat(value)
        except ValueError:
            raise failure("time_parsing", value, error="invalid character in hour") from None
    raise failure("time_type", value)


def _timedelta(value, run):
    from datetime import timedelta

    if isinstance(value, timedelta):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return timedelta(seconds=value)
    if isinstance(value, (str, bytes)):
        import re

        text = (value.decode() if isinstance(value, bytes) else value).strip()
        try:
            return timedelta(seconds=float(text))
        except ValueError:
            pass
        found = re.fullmatch(
            r"([+-])?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
            r"(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?", text)
        if found and text[-1] not in "PT":
            years, months, weeks, days, hours, minutes, seconds = (float(part or 0) for part in found.groups()[1:])
            result = timedelta(days=years * 365 + months * 30 + weeks * 7 + days, hours=hours, minutes=minutes,
                               seconds=seconds)
            return -result if found.group(1) == "-" else result
        found = re.fullmatch(r"([+-])?(?:(\d+) ?(?:d|days?),? ?)?(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?", text)
        if found:
            days, hours, minutes, seconds = (float(part or 0) for part in found.groups()[1:])
            result = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
            return -result if found.group(1) == "-" else result
        reason = "invalid character in hour" if ":" in text else "invalid digit in duration"
        raise failure("time_delta_parsing", value, error=reason if text else "input is too short")
    raise failure("time_delta_type", value)


def _uuid(value, run):
    from uuid import UUID

    if isinstance(value, UUID):
        return value
    if isinstance(value, (bytes, bytearray)) and len(value) == 16:
        return UUID(bytes=bytes(value))
    if isinstance(value, (str, bytes)):
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        try:
            return UUID(text)
        except ValueError:
            bare = len(text.replace("-", ""))
            reason = f"invalid length: expected length 32 for simple format, found {bare}"
            raise failure("uuid_parsing", value, error=reason) from None
    raise failure("uuid_type", value)


def _path(value, run):
    import os
    from pathlib import Path

    if isinstance(value, (str, os.PathLike)):
        return Path(value)
    raise failure("path_type", value, path_class=Path)


def _pattern(value, run):
    import re

    if isinstance(value, re.Pattern):
        return value
    try:
        return re.compile(value)
    except re.error:
        raise failure("pattern_regex", value) from None
    except TypeError:
        raise failure("pattern_type", value) from None


def _none(value, run):
    if value is not None:
        raise failure("none_required", value)
    return None


def _ip(maker, kind):
    def validate(value, run):
        import ipaddress

        try:
            return getattr(ipaddress, maker)(value)
        except ValueError:
            raise failure(kind, value) from None

    return validate


def _timezone_name(value, run):
    from zoneinfo import ZoneInfo

    return value if isinstance(value, ZoneInfo) else _guarded(ZoneInfo, value)


# By module and name, so that nothing need be imported to know them.
_PLAIN = {
    ("builtins", "int"): _integer,
    ("builtins", "float"): _float,
    ("builtins", "bool"): _boolean,
    ("builtins", "bytes"): _bytes,
    ("builtins", "NoneType"): _none,
    ("decimal", "Decimal"): _decimal,
    ("datetime", "datetime"): _datetime,
    ("datetime", "date"): _date,
    ("datetime", "time"): _time,
    ("datetime", "timedelta"): _timedelta,
    ("uuid", "UUID"): _uuid,
    ("pathlib", "Path"): _path,
    ("pathlib", "PurePath"): _path,
    ("pathlib", "PosixPath"): _path,
    ("os", "PathLike"): _path,
    ("re", "Pattern"): _pattern,
    ("zoneinfo", "ZoneInfo"): _timezone_name,
    ("ipaddress", "IPv4Address"): _ip("IPv4Address", "ip_v4_address"),
    ("ipaddress", "IPv6Address"): _ip("IPv6Address", "ip_v6_address"),
    ("ipaddress", "IPv4Network"): _ip("IPv4Network", "ip_v4_network"),
    ("ipaddress", "IPv6Network"): _ip("IPv6Network", "ip_v6_network"),
    ("pydantic.networks", "IPvAnyAddress"): _ip("ip_address", "ip_any_address"),
    ("pydantic.networks", "IPvAnyNetwork"): _ip("ip_network", "ip_any_network"),
    ("pydantic.networks", "IPvAnyInterface"): _ip("ip_interface", "ip_any_network"),
}


def _exactly(cls):
    if cls is int:
        return lambda value: type(value) is int
    if cls is float:
        return lambda value: type(value) is float
    if getattr(cls, "__name__", "") == "date":
        return lambda value: type(value) is cls
    return lambda value: isinstance(value, cls)


# --- limits ---------------------------------------------------------------------------------------------------------


def _comparison(kind, name, fits):
    def make(limit):
        def validate(value):
            if not fits(value, limit):
                raise failure(kind, value, **{name: limit})

        return validate

    return make


_COMPARISONS = {
    "gt": _comparison("greater_than", "gt", lambda value, limit: value > limit),
    "ge": _comparison("greater_than_equal", "ge", lambda value, limit: value >= limit),
    "lt": _comparison("less_than", "lt", lambda value, limit: value < limit),
    "le": _comparison("less_than_equal", "le", lambda value, limit: value <= limit),
    "multiple_of": _comparison("multiple_of", "multiple_of", lambda value, limit: not value % limit),
}
_CONTAINERS = {list: "List", tuple: "Tuple", set: "Set", frozenset: "Frozenset", dict: "Dictionary"}


def _length(limits):
    least, most = limits.get("min_length"), limits.get("max_length")

    def validate(value, given):
        plain = value.get_secret_value() if hasattr(value, "get_secret_value") else value
        size = len(plain)
        short = least is not None and size < least
        if not short and (most is None or size <= most):
            return
        limit = {"min_length": least} if short else {"max_length": most}
        if isinstance(plain, str):
            raise failure("string_too_short" if short else "string_too_long", given, **limit)
        if isinstance(plain, bytes):
            raise failure("bytes_too_short" if short else "bytes_too_long", given, **limit)
        kind = next((name for cls, name in _CONTAINERS.items() if isinstance(plain, cls)), "Value")
        raise failure("too_short" if short else "too_long", given, field_type=kind, actual_length=size, **limit)

    return validate


def _digits(limits):
    def validate(value, given):
        _, digits, exponent = value.as_tuple()
        places = max(-exponent, 0)
        total = max(len(digits) + max(exponent, 0), places)
        if limits.get("max_digits") is not None and total > limits["max_digits"]:
            raise failure("decimal_max_digits", given, max_digits=limits["max_digits"])
        if limits.get("decimal_places") is not None and places > limits["decimal_places"]:
            raise failure("decimal_max_places", given, decimal_places=limits["decimal_places"])

    return validate


def limited(check, limits):
    """The check followed by limits on the value; None, of an optional field, is beyond limits."""
    inner = check.validate
    tests = [_COMPARISONS[name](limit) for name, limit in limits.items() if name in _COMPARISONS]
    length = _length(limits) if "min_length" in limits or "max_length" in limits else None
    digits = _digits(limits) if "max_digits" in limits or "decimal_places" in limits else None
    strip = limits.get("strip_whitespace")
    lower, upper = limits.get("to_lower"), limits.get("to_upper")
    pattern = limits.get("pattern")
    if isinstance(pattern, str):
        import re

        pattern = re.compile(pattern)
    strict = limits.get("strict")
    finite = limits.get("allow_inf_nan") is False

    def validate(value, run):
        given = value
        if strict and not check.exact(value):
            before, run.strict = run.strict, True
            try:
                value = inner(value, run)
            finally:
                run.strict = before
        else:
            value = inner(value, run)
        if value is None:
            return None
        if isinstance(value, str):
            if strip:
                value = value.strip()
            if lower:
                value = value.lower()
            if upper:
                value = value.upper()
        try:
            if length is not None:
                length(value, given)
            if pattern is not None and not pattern.search(value):
                raise failure("string_pattern_mismatch", given, pattern=pattern.pattern)
            for test in tests:
                test(value)
            if digits is not None:
                digits(value, given)
        except Failure as error:
            raise Failure([(kind, loc, message, given, context) for kind, loc, message, _, context in error.items])
        if finite and isinstance(value, float) and (value != value or value - value != 0):
            raise failure("finite_number", given)
        return value

    return Check(validate, check.exact, check.name, check.tag)


# --- containers -----------------------------------------------------------------------------------------------------


def _items(item, values, run, failures):
    for index, value in enumerate(values):
        try:
            yield item.validate(value, run)
        except Failure as error:
            failures += error.at(index)


def _sequence(kind, cls, item, config):
    def validate(value, run):
        if isinstance(value, (str, bytes, bytearray, dict)) or not hasattr(type(value), "__iter__"):
            raise failure(kind, value)
        failures = []
        result = cls(_items(item, list(value), run, failures)) if item else cls(value)
        if failures:
            raise Failure(failures)
        return result

    def exact(value):
        return isinstance(value, cls) and (item is None or all(item.exact(one) for one in value))

    return Check(validate, exact, f"{cls.__name__}[{item.name if item else 'any'}]")


def _fixed_tuple(items):
    def validate(value, run):
        if isinstance(value, (str, bytes, dict)) or not hasattr(type(value), "__iter__"):
            raise failure("tuple_type", value)
        value = list(value)
        failures, result = [], []
        for index, item in enumerate(items):
            if index >= len(value):
                failures.append(("missing", (index,), "Field required", value, {}))
                continue
            try:
                result.append(item.validate(value[index], run))
            except Failure as error:
                failures += error.at(index)
        if len(value) > len(items):
            raise failure("too_long", value, field_type="Tuple", max_length=len(items), actual_length=len(value))
        if failures:
            raise Failure(failures)
        return tuple(result)

    def exact(value):
        return isinstance(value, tuple) and len(value) == len(items) and all(
            item.exact(one) for item, one in zip(items, value)
        )

    return Check(validate, exact, f"tuple[{','.join(item.name for item in items)}]")


def _mapping(key, item, cls=dict):
    def validate(value, run):
        if not isinstance(value, dict):
            if hasattr(type(value), "keys") and hasattr(type(value), "__getitem__"):
                value = {name: value[name] for name in value.keys()}
            else:
                raise failure("dict_type", value)
        failures, result = [], {}
        for name, one in value.items():
            try:
                checked = key.validate(name, run) if key else name
            except Failure as error:
                failures += error.at(name, "[key]")
                continue
            try:
                result[checked] = item.validate(one, run) if item else one
            except Failure as error:
                failures += error.at(name)
        if failures:
            raise Failure(failures)
        return result if cls is dict else cls(result)

    def exact(value):
        return isinstance(value, dict) and all(
            (key is None or key.exact(name)) and (item is None or item.exact(one)) for name, one in value.items()
        )

    return Check(validate, exact, f"dict[{key.name if key else 'any'},{item.name if item else 'any'}]")


def _fields_set(value):
    return len(getattr(value, "__pydantic_fields_set__", None) or ())


def _union(choices, config):
    """Smart mode: a member that fits as it is, else the first that can be made to fit."""
    none = next((choice for choice in choices if choice.name == "none"), None)
    others = [choice for choice in choices if choice is not none]

    def validate(value, run):
        if value is None and none is not None:
            return None
        for choice in others:
            if choice.exact(value):
                try:
                    return choice.validate(value, run)
                except Failure:
                    pass
        failures, best, best_size = [], PydanticUndefined, -1
        for choice in others:
            try:
                result = choice.validate(value, run)
            except Failure as error:
                failures += error.items if len(others) == 1 else error.at(choice.tag or choice.name)
                continue
            if not hasattr(type(result), "__pydantic_fields_set__"):
                if best is PydanticUndefined:
                    return result
            elif _fields_set(result) > best_size:
                best, best_size = result, _fields_set(result)
        if best is not PydanticUndefined:
            return best
        raise Failure(failures)

    def exact(value):
        return any(choice.exact(value) for choice in choices)

    if len(others) == 1 and none is not None:
        return Check(validate, exact, f"nullable[{others[0].name}]", others[0].tag)
    return Check(validate, exact, f"union[{','.join(choice.name for choice in choices)}]")


def _discriminated(check, choices, discriminator):
    """A union whose member one field names."""

    def tags(cls):
        field = cls.model_fields.get(discriminator)
        annotation = resolved(field.annotation, cls.__pydantic_scope__)
        import typing

        return [_enum_value(one) for one in typing.get_args(annotation)]

    table = None

    def validate(value, run):
        nonlocal table
        if callable(discriminator):
            tag = discriminator(value)
            members = {choice.tag: choice for choice in choices}
        else:
            if table is None:
                table = {tag: choice for choice in choices for tag in tags(choice.exact.__self__)}
            members = table
            if isinstance(value, dict):
                tag = value.get(discriminator, PydanticUndefined)
            else:
                tag = getattr(value, discriminator, PydanticUndefined)
        if tag is PydanticUndefined or tag is None:
            raise failure("union_tag_not_found", value, discriminator=repr(discriminator))
        tag = _enum_value(tag)
        if tag not in members:
            expected = ", ".join(repr(one) for one in members)
            raise failure("union_tag_invalid", value, tag=tag, discriminator=repr(discriminator),
                          expected_tags=expected)
        try:
            return members[tag].validate(value, run)
        except Failure as error:
            raise Failure(error.at(tag)) from None

    return Check(validate, check.exact, check.name)


def _literal(values):
    plain = [_enum_value(value) for value in values]

    def validate(value, run):
        for one, simple in zip(values, plain):
            if value is one or (type(value) is type(one) and value == one) or value == simple and (
                type(value) is type(simple)
            ):
                return one
        raise failure("literal_error", value, expected=listed(plain))

    def exact(value):
        return any(type(value) is type(one) and value == one for one in values)

    return Check(validate, exact, f"literal[{','.join(repr(value) for value in plain)}]")


def _enumeration(cls, config):
    def validate(value, run):
        if isinstance(value, cls):
            member = value
        else:
            try:
                member = cls(value)
            except ValueError:
                member = None
                if isinstance(value, str):
                    for one in cls:
                        # The strings of the environment also name members whose values are numbers.
                        if isinstance(one.value, (int, float)) and not isinstance(one.value, bool):
                            try:
                                if type(one.value)(value) == one.value:
                                    member = one
                                    break
                            except ValueError:
                                pass
                if member is None:
                    raise failure("enum", value, expected=listed([one.value for one in cls])) from None
        return member.value if config.get("use_enum_values") else member

    return Check(validate, lambda value: isinstance(value, cls), cls.__name__)


# --- classes --------------------------------------------------------------------------------------------------------


def _instance(cls):
    def validate(value, run):
        if not isinstance(value, cls):
            raise failure("is_instance_of", value, class_name=cls.__name__)
        return value

    return Check(validate, lambda value: isinstance(value, cls), f"is-instance[{cls.__name__}]")


def _secret(cls, config, scope):
    inner = build(cls.__dict__.get("_inner", getattr(cls, "_inner", None)) or str, config, scope)

    def validate(value, run):
        if isinstance(value, cls):
            return value
        return cls(inner.validate(value, run))

    return Check(validate, lambda value: isinstance(value, cls), cls.__name__)


def _json(cls, config, scope):
    inner = build(cls._inner, config, scope) if cls._inner is not None else None

    def validate(value, run):
        import json

        if not isinstance(value, (str, bytes, bytearray)):
            raise failure("json_type", value)
        try:
            result = json.loads(value)
        except ValueError as error:
            raise failure("json_invalid", value, error=error) from None
        return inner.validate(result, run) if inner else result

    return Check(validate, lambda value: False, "json")


def _url(cls):
    def validate(value, run):
        return cls._make(value)

    return Check(validate, lambda value: isinstance(value, cls), "url")


def _import(value, run):
    if not isinstance(value, str):
        return value
    import importlib

    module, _, name = value.strip().replace(":", ".").rpartition(".")
    try:
        return importlib.import_module(value) if not module else getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise failure("import_error", value, error=error) from None


def _email(value, run):
    from .networks import validate_email

    if not isinstance(value, str):
        raise failure("string_type", value)
    return validate_email(value)[1]


def _name_email(value, run):
    from .networks import NameEmail, validate_email

    return value if isinstance(value, NameEmail) else NameEmail(*validate_email(value))


def _byte_size(value, run):
    from .types import ByteSize

    result = ByteSize._parse(value)
    if result is None:
        raise failure("byte_size", value)
    return result


def _zoned(aware):
    def validate(value, run):
        value_ = _datetime(value, run)
        if (value_.tzinfo is not None) != aware:
            raise failure("timezone_aware" if aware else "timezone_naive", value)
        return value_

    return validate


def _existing(test, kind):
    def validate(value, run):
        path = _path(value, run)
        if test and not getattr(path, test)():
            raise failure(kind, value)
        return path

    return validate


def _base64(text):
    def validate(value, run):
        import base64

        decoded = _guarded(base64.b64decode, value)
        return decoded.decode() if text else decoded

    return validate


def _any(value, run):
    return value


_NAMED = {
    "EmailStr": _email, "NameEmail": _name_email, "ByteSize": _byte_size, "ImportString": _import,
    "FilePath": _existing("is_file", "path_not_file"),
    "DirectoryPath": _existing("is_dir", "path_not_directory"),
    "NewPath": _existing(None, ""), "SocketPath": _existing(None, ""),
    "AwareDatetime": _zoned(True), "NaiveDatetime": _zoned(False),
    "PastDatetime": _datetime, "FutureDatetime": _datetime, "PastDate": _date, "FutureDate": _date,
    "UUID1": _uuid, "UUID3": _uuid, "UUID4": _uuid, "UUID5": _uuid, "UUID6": _uuid, "UUID7": _uuid, "UUID8": _uuid,
    "Base64Bytes": _base64(False), "Base64Str": _base64(True), "Base64UrlBytes": _base64(False),
    "Base64UrlStr": _base64(True), "JsonValue": _any, "StrictBool": _boolean,
}

ANY = Check(_any, lambda value: True, "any")


def _old_style(cls):
    """pydantic 1's custom types: __get_validators__ yields functions that are called in turn."""
    functions = list(cls.__get_validators__())

    def validate(value, run):
        for function in functions:
            value = _guarded(function, value, *((None, None)[: max(required_arguments(function) - 1, 0)]))
        return value

    return Check(validate, lambda value: isinstance(value, cls), cls.__name__)


def _structured(cls, names, required, scope, config, make, kind):
    """Checks for TypedDict, NamedTuple and dataclasses: named parts, each with its annotation."""
    checks = None

    def validate(value, run):
        nonlocal checks
        if isinstance(value, cls) if isinstance(cls, type) and cls.__base__ is not dict else False:
            return value
        if checks is None:
            inner_scope = Scope.of(cls)
            checks = {name: build(annotation, config, inner_scope) for name, annotation in names.items()}
        if isinstance(value, (list, tuple)) and kind == "named_tuple":
            value = dict(zip(names, value))
        if not isinstance(value, dict):
            raise failure("dataclass_type" if kind == "dataclass" else "dict_type", value, class_name=cls.__name__)
        failures, result = [], {}
        for name, check in checks.items():
            if name not in value:
                if name in required:
                    failures.append(("missing", (name,), "Field required", value, {}))
                continue
            try:
                result[name] = check.validate(value[name], run)
            except Failure as error:
                failures += error.at(name)
        if failures:
            raise Failure(failures)
        return make(result)

    exact_class = cls if cls.__base__ is not dict or kind != "typed_dict" else dict
    return Check(validate, lambda value: isinstance(value, exact_class), cls.__name__)


def _class(cls, config, scope):
    module, name = cls.__module__, cls.__name__
    plain = _PLAIN.get((module, name))
    if plain is not None:
        return Check(plain, _exactly(cls), "none" if name == "NoneType" else name.lower())
    if cls is str:
        return _string(config)
    if cls is object:
        return ANY
    if module == "pydantic.types" or module == "pydantic.networks":
        limits = cls.__dict__.get("__pydantic_limits__")
        if name in _NAMED:
            check = Check(_NAMED[name], lambda value: name == "StrictBool" and isinstance(value, bool), name)
            return limited(check, limits) if limits else check
        if limits is not None:
            return limited(_class(cls.__mro__[2], config, scope), limits)
        if hasattr(cls, "get_secret_value"):
            return _secret(cls, config, scope)
        if hasattr(cls, "_make"):
            return _url(cls)
        if name.startswith("Json"):
            return _json(cls, config, scope)
    for base in cls.__mro__:
        own = base.__dict__
        if own.get("__pydantic_model__"):
            return Check(cls.__pydantic_check__, cls.__pydantic_is__, name)
        if "__get_validators__" in own:
            return _old_style(cls)
        if "__pydantic_limits__" in own and base.__module__ == "pydantic.types" and own["__pydantic_limits__"]:
            return _class(base, config, scope)
    import enum

    if issubclass(cls, enum.Enum):
        return _enumeration(cls, config)
    if cls in (list, set, frozenset, tuple, dict):
        return _generic(cls, (), config, scope)
    if "__dataclass_fields__" in cls.__dict__:
        import dataclasses

        fields = {field.name: field for field in dataclasses.fields(cls) if field.init}
        required = {key for key, field in fields.items()
                    if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING}
        return _structured(cls, {key: field.type for key, field in fields.items()}, required, scope, config,
                           lambda values: cls(**values), "dataclass")
    if issubclass(cls, dict) and "__total__" in cls.__dict__:
        return _structured(cls, cls.__annotations__, cls.__required_keys__, scope, config, dict, "typed_dict")
    if issubclass(cls, tuple) and "_fields" in cls.__dict__:
        return _structured(cls, getattr(cls, "__annotations__", None) or dict.fromkeys(cls._fields, object),
                           set(cls._fields) - set(cls._field_defaults), scope, config,
                           lambda values: cls(**values), "named_tuple")
    if name in ("Callable", "Hashable") and module == "collections.abc":
        return Check(_callable, callable, "callable") if name == "Callable" else ANY
    if module == "collections.abc":
        return _generic(cls, (), config, scope)
    if cls.__class__.__module__.startswith("limbeck"):
        return ANY  # a class of a package that is not there
    return _instance(cls)


def _callable(value, run):
    if not callable(value):
        raise failure("callable_type", value)
    return value


def _subclass(args):
    base = args[0] if args else object

    def validate(value, run):
        if not isinstance(value, type) or (isinstance(base, type) and not issubclass(value, base)):
            raise failure("is_subclass_of", value, class_name=getattr(base, "__name__", base))
        return value

    return Check(validate, lambda value: isinstance(value, type), "type")


def _generic(origin, args, config, scope):
    items = [build(arg, config, scope) for arg in args if arg is not Ellipsis and not isinstance(arg, list)]
    name = getattr(origin, "__name__", "")
    if origin is tuple:
        if not args:
            return _sequence("tuple_type", tuple, None, config)
        if len(args) == 2 and args[1] is Ellipsis:
            return _sequence("tuple_type", tuple, items[0], config)
        return _fixed_tuple(items)
    item = items[0] if items else None
    if origin is set or name in ("MutableSet", "Set") and origin is not frozenset:
        return _sequence("set_type", set, item, config)
    if origin is frozenset:
        return _sequence("frozen_set_type", frozenset, item, config)
    if origin is list or name in ("MutableSequence", "Collection", "Iterable", "Iterator", "Generator"):
        return _sequence("list_type", list, item, config)
    if name == "Sequence":
        as_list, as_tuple = (_sequence("list_type", cls, item, config) for cls in (list, tuple))

        def either(value, run):
            return (as_tuple if isinstance(value, tuple) else as_list).validate(value, run)

        return Check(either, lambda value: as_list.exact(value) or as_tuple.exact(value), as_list.name)
    if name == "deque":
        return _sequence("list_type", origin, item, config)
    if origin is dict or name in ("Mapping", "MutableMapping"):
        return _mapping(*items[:2]) if len(items) >= 2 else _mapping(None, None)
    if name == "defaultdict":
        return _mapping(*items[:2]) if len(items) >= 2 else _mapping(None, None)
    if name in ("OrderedDict", "Counter"):
        return _mapping(items[0] if items else None, items[1] if len(items) > 1 else None, origin)
    if name == "Callable":
        return Check(_callable, callable, "callable")
    if origin is type:
        return _subclass(args)
    if isinstance(origin, type):
        return _class(origin, config, scope)
    return ANY


# --- annotations ----------------------------------------------------------------------------------------------------


class Scope:
    """Where the names in a quoted annotation are looked up."""

    __slots__ = ("module", "names")

    def __init__(self, module, names=None):
        self.module = module
        self.names = names or {}

    @classmethod
    def of(cls, owner):
        return cls(owner.__module__, {owner.__name__: owner})

    def evaluate(self, text):
        import sys

        module = sys.modules.get(self.module)
        return eval(text, module.__dict__ if module is not None else {}, dict(self.names))


def resolved(annotation, scope):
    """The annotation itself where it was written as a string."""
    while True:
        if isinstance(annotation, str) and type(annotation) is str:
            annotation = scope.evaluate(annotation)
        elif type(annotation).__name__ == "ForwardRef":
            annotation = annotation.__forward_arg__
        else:
            return annotation


def build(annotation, config, scope):
    """The check for an annotation."""
    annotation = resolved(annotation, scope)
    if annotation is None:
        return _class(type(None), config, scope)
    if type(annotation).__name__ == "_AnyMeta":  # typing.Any, which is a class
        return ANY
    if type(annotation).__module__.startswith("limbeck"):  # a value of a package that is not there
        return ANY
    if type(annotation) is type or (isinstance(annotation, type) and not isinstance(annotation, _types.GenericAlias)):
        return _class(annotation, config, scope)
    import typing

    if annotation is typing.Any:
        return ANY
    if isinstance(annotation, typing.TypeVar):
        bound = annotation.__bound__
        if bound is not None:
            return build(bound, config, scope)
        return ANY
    marks = getattr(annotation, "__metadata__", None) if type(annotation).__module__.startswith("typing") else None
    if marks is not None:
        return marked(annotation.__origin__, marks, config, scope)
    origin = typing.get_origin(annotation)
    args = typing.get_args(annotation)
    if origin is typing.Union or origin is _types.UnionType:
        return _union([build(arg, config, scope) for arg in args], config)
    if origin is typing.Literal or getattr(origin, "_name", None) == "Literal":
        return _literal(_flat_literal(args))
    if origin is not None:
        if getattr(origin, "_name", None) in ("ClassVar", "Final", "Required", "NotRequired", "ReadOnly"):
            return build(args[0], config, scope)
        if isinstance(origin, type) and getattr(origin, "__pydantic_model__", False):
            return _class(origin, config, scope)
        return _generic(origin, args, config, scope)
    supertype = getattr(annotation, "__supertype__", None) if isinstance(annotation, typing.NewType) else None
    if supertype is not None:
        return build(supertype, config, scope)
    if getattr(annotation, "_name", None) == "LiteralString":
        return _string(config)
    return ANY


def _flat_literal(args):
    import typing

    result = []
    for arg in args:
        if typing.get_origin(arg) is typing.Literal:
            result += _flat_literal(typing.get_args(arg))
        else:
            result.append(arg)
    return result


def marked(annotation, marks, config, scope):
    """The check for an annotation with what stands beside it in Annotated, or in a field's metadata."""
    check = build(annotation, config, scope)
    for mark in marks:
        check = apply_mark(check, mark, annotation, config, scope)
    return check


def apply_mark(check, mark, annotation, config, scope):
    cls = type(mark)
    where = cls.__module__
    name = cls.__name__
    if name == "FieldInfo" or "FieldInfo" in (base.__name__ for base in cls.__mro__):
        for inner in mark.metadata:
            check = apply_mark(check, inner, annotation, config, scope)
        if mark.discriminator is not None:
            check = _by_discriminator(check, mark.discriminator, annotation, config, scope)
        return check
    if not where.startswith("pydantic"):
        if cls is type and mark.__module__ == "pydantic.functional_validators":
            return ANY if mark.__name__ == "SkipValidation" else check
        if where == "annotated_types" and not cls.__class__.__module__.startswith("limbeck"):
            return limited(check, {key: getattr(mark, key) for key in vars(mark)})
        return check
    if name in ("Limits", "StringConstraints", "AllowInfNan"):
        return limited(check, mark.limits)
    if name == "Strict":
        return limited(check, {"strict": mark.strict})
    if name in ("BeforeValidator", "AfterValidator", "PlainValidator", "WrapValidator"):
        return wrapped(check, mark.mode, mark.func, config)
    if name == "SkipValidation":
        return ANY
    if name == "InstanceOf":
        return _instance(resolved(annotation, scope))
    if name == "Tag":
        return Check(check.validate, check.exact, check.name, mark.tag)
    if name == "Discriminator":
        return _by_discriminator(check, mark.discriminator, annotation, config, scope)
    if name == "UrlConstraints":
        kind = resolved(annotation, scope)
        return Check(lambda value, run: kind._make(value, mark), check.exact, check.name)
    return check


def _by_discriminator(check, discriminator, annotation, config, scope):
    import typing

    annotation = resolved(annotation, scope)
    while hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    args = [arg for arg in typing.get_args(annotation) if arg is not type(None)]
    choices = [build(arg, config, scope) for arg in args]
    chosen = _discriminated(check, choices, discriminator)
    if len(args) == len(typing.get_args(annotation)):
        return chosen
    return Check(lambda value, run: None if value is None else chosen.validate(value, run), check.exact, check.name)


def use_default_guard(check, field):
    """A validator may raise PydanticUseDefault: the field then has its default."""
    inner = check.validate

    def validate(value, run):
        try:
            return inner(value, run)
        except PydanticUseDefault:
            return field.get_default(call_default_factory=True, validated_data=run.data)

    return Check(validate, check.exact, check.name, check.tag)
