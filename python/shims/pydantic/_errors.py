"""What goes wrong in validation: one failure for each value, gathered into a ValidationError."""

from os import environ


class PydanticUndefinedType:
    """The type of the one value that stands for "nothing was given"."""

    def __repr__(self):
        return "PydanticUndefined"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return "PydanticUndefined"


PydanticUndefined = PydanticUndefinedType()

_RELEASE = "2.14"  # whose words these are

MESSAGES = {
    "missing": "Field required",
    "extra_forbidden": "Extra inputs are not permitted",
    "frozen_instance": "Instance is frozen",
    "frozen_field": "Field is frozen",
    "string_type": "Input should be a valid string",
    "string_too_short": "String should have at least {min_length} character{s}",
    "string_too_long": "String should have at most {max_length} character{s}",
    "string_pattern_mismatch": "String should match pattern '{pattern}'",
    "int_type": "Input should be a valid integer",
    "int_parsing": "Input should be a valid integer, unable to parse string as an integer",
    "int_from_float": "Input should be a valid integer, got a number with a fractional part",
    "float_type": "Input should be a valid number",
    "float_parsing": "Input should be a valid number, unable to parse string as a number",
    "finite_number": "Input should be a finite number",
    "bool_type": "Input should be a valid boolean",
    "bool_parsing": "Input should be a valid boolean, unable to interpret input",
    "bytes_type": "Input should be a valid bytes",
    "bytes_too_short": "Data should have at least {min_length} byte{s}",
    "bytes_too_long": "Data should have at most {max_length} byte{s}",
    "decimal_type": "Decimal input should be an integer, float, string or Decimal object",
    "decimal_parsing": "Input should be a valid decimal",
    "decimal_max_digits": "Decimal input should have no more than {max_digits} digit{s} in total",
    "decimal_max_places": "Decimal input should have no more than {decimal_places} decimal place{s}",
    "none_required": "Input should be None",
    "list_type": "Input should be a valid list",
    "tuple_type": "Input should be a valid tuple",
    "set_type": "Input should be a valid set",
    "frozen_set_type": "Input should be a valid frozenset",
    "dict_type": "Input should be a valid dictionary",
    "iterable_type": "Input should be iterable",
    "callable_type": "Input should be callable",
    "model_type": "Input should be a valid dictionary or instance of {class_name}",
    "dataclass_type": "Input should be a dictionary or an instance of {class_name}",
    "is_instance_of": "Input should be an instance of {class_name}",
    "is_subclass_of": "Input should be a subclass of {class_name}",
    "literal_error": "Input should be {expected}",
    "enum": "Input should be {expected}",
    "greater_than": "Input should be greater than {gt}",
    "greater_than_equal": "Input should be greater than or equal to {ge}",
    "less_than": "Input should be less than {lt}",
    "less_than_equal": "Input should be less than or equal to {le}",
    "multiple_of": "Input should be a multiple of {multiple_of}",
    "too_short": "{field_type} should have at least {min_length} item{s} after validation, not {actual_length}",
    "too_long": "{field_type} should have at most {max_length} item{s} after validation, not {actual_length}",
    "date_type": "Input should be a valid date",
    "date_from_datetime_parsing": "Input should be a valid date or datetime, {error}",
    "datetime_type": "Input should be a valid datetime",
    "datetime_from_date_parsing": "Input should be a valid datetime or date, {error}",
    "time_type": "Input should be a valid time",
    "time_parsing": "Input should be in a valid time format, {error}",
    "time_delta_type": "Input should be a valid timedelta",
    "time_delta_parsing": "Input should be a valid timedelta, {error}",
    "timezone_aware": "Input should have timezone info",
    "timezone_naive": "Input should not have timezone info",
    "uuid_type": "UUID input should be a string, bytes or UUID object",
    "uuid_parsing": "Input should be a valid UUID, {error}",
    "url_type": "URL input should be a string or URL",
    "url_parsing": "Input should be a valid URL, {error}",
    "url_scheme": "URL scheme should be {expected_schemes}",
    "url_too_long": "URL should have at most {max_length} character{s}",
    "json_type": "JSON input should be string, bytes or bytearray",
    "json_invalid": "Invalid JSON: {error}",
    "path_type": "Input is not a valid path for {path_class}",
    "path_not_file": "Path does not point to a file",
    "path_not_directory": "Path does not point to a directory",
    "pattern_type": "Input should be a valid pattern",
    "pattern_regex": "Input should be a valid regular expression",
    "import_error": "Invalid python path: {error}",
    "ip_v4_address": "Input is not a valid IPv4 address",
    "ip_v6_address": "Input is not a valid IPv6 address",
    "ip_v4_network": "Input is not a valid IPv4 network",
    "ip_v6_network": "Input is not a valid IPv6 network",
    "ip_any_address": "value is not a valid IPv4 or IPv6 address",
    "ip_any_network": "value is not a valid IPv4 or IPv6 network",
    "byte_size": "could not parse value and unit from byte string",
    "union_tag_not_found": "Unable to extract tag using discriminator {discriminator}",
    "union_tag_invalid": "Input tag '{tag}' found using {discriminator} does not match any of the expected tags: "
    "{expected_tags}",
    "value_error": "Value error, {error}",
    "assertion_error": "Assertion failed, {error}",
}


class Failure(Exception):
    """Failures on their way up; each is (type, location, message, input, context)."""

    def __init__(self, items):
        super().__init__()
        self.items = items

    def at(self, *location):
        """The same failures, one level further out."""
        return [(kind, location + loc, message, value, context) for kind, loc, message, value, context in self.items]


def failure(kind, value, **context):
    shown = context
    for name in ("min_length", "max_length", "max_digits", "decimal_places"):
        if name in context and "{s}" in MESSAGES[kind]:
            shown = {**context, "s": "" if context[name] == 1 else "s"}
            break
    return Failure([(kind, (), MESSAGES[kind].format(**shown), value, context)])


def listed(names):
    """'a', 'b' or 'c'."""
    names = [repr(name) for name in names]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


class PydanticCustomError(ValueError):
    def __init__(self, error_type, message_template, context=None, /):
        super().__init__(error_type, message_template, context)
        self.type = error_type
        self.message_template = message_template
        self.context = context

    def message(self):
        text = self.message_template
        for name, value in (self.context or {}).items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def __str__(self):
        return self.message()


class PydanticKnownError(ValueError):
    def __init__(self, error_type, context=None, /):
        super().__init__(error_type)
        self.type = error_type
        self.context = context

    def message(self):
        return MESSAGES.get(self.type, self.type).format(**{"s": "s", **(self.context or {})})

    def __str__(self):
        return self.message()


class PydanticOmit(Exception):
    pass


class PydanticUseDefault(Exception):
    pass


class SchemaError(Exception):
    pass


class PydanticErrorMixin:
    def __init__(self, message, *, code=None):
        self.message = message
        self.code = code

    def __str__(self):
        return self.message


class PydanticUserError(PydanticErrorMixin, TypeError):
    pass


class PydanticUndefinedAnnotation(PydanticErrorMixin, NameError):
    def __init__(self, name, message):
        self.name = name
        super().__init__(message=message, code="undefined-annotation")


class PydanticSchemaGenerationError(PydanticUserError):
    def __init__(self, message):
        super().__init__(message, code="schema-for-unknown-type")


class PydanticImportError(PydanticErrorMixin, ImportError):
    pass


def from_exception(error, value):
    """The failure for what a validator function raised; None where it is not a validation failure."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, ValidationError):
        return Failure(list(error._items))
    if isinstance(error, (PydanticCustomError, PydanticKnownError)):
        return Failure([(error.type, (), error.message(), value, error.context or {})])
    if isinstance(error, AssertionError):
        return failure("assertion_error", value, error=error)
    if isinstance(error, ValueError):
        return failure("value_error", value, error=error)
    return None


def _clipped(value):
    try:
        text = repr(value)
    except Exception:
        return "<unprintable>"
    return text if len(text) <= 50 else text[:25] + "..." + text[-24:]


def _has_secret(value):
    """Addresses of databases carry passwords, which never appear in a message."""
    return isinstance(value, str) and "://" in value and "@" in value


class ValidationError(ValueError):
    """All that was wrong with one input, in pydantic's words."""

    __module__ = "pydantic_core._pydantic_core"

    def __init__(self, title, items, hide_input=False):
        super().__init__()
        self.title = title
        self._items = items
        self._hide_input = hide_input

    @classmethod
    def from_exception_data(cls, title, line_errors, input_type="python", hide_input=False):
        items = []
        for line in line_errors:
            kind = line["type"]
            context = line.get("ctx") or {}
            if isinstance(kind, PydanticCustomError):
                kind, message = kind.type, kind.message()
            else:
                message = PydanticKnownError(kind, context).message()
            items.append((kind, tuple(line.get("loc", ())), message, line.get("input"), context))
        return cls(title, items, hide_input)

    def error_count(self):
        return len(self._items)

    def errors(self, *, include_url=True, include_context=True, include_input=True):
        result = []
        for kind, location, message, value, context in self._items:
            line = {"type": kind, "loc": location, "msg": message}
            if include_input:
                line["input"] = value
            if context and include_context:
                line["ctx"] = context
            result.append(line)
        return result

    def json(self, **options):
        import json

        return json.dumps(self.errors(**options), default=str)

    def __str__(self):
        count = len(self._items)
        lines = [f"{count} validation error{'' if count == 1 else 's'} for {self.title}"]
        for kind, location, message, value, _ in self._items:
            if location:
                lines.append(".".join(str(part) for part in location))
            detail = f"type={kind}"
            if not self._hide_input and not _has_secret(value):
                detail += f", input_value={_clipped(value)}, input_type={type(value).__name__}"
            lines.append(f"  {message} [{detail}]")
            if kind in MESSAGES and environ.get("PYDANTIC_ERRORS_INCLUDE_URL", "1").lower() not in ("0", "false"):
                lines.append(f"    For further information visit https://errors.pydantic.dev/{_RELEASE}/v/{kind}")
        return "\n".join(lines)

    __repr__ = __str__
