"""Stand-in for pydantic_core: errors, the undefined value and URLs; validation itself is in the pydantic shim."""

from pydantic._errors import (
    PydanticCustomError,
    PydanticKnownError,
    PydanticOmit,
    PydanticUndefined,
    PydanticUndefinedType,
    PydanticUseDefault,
    SchemaError,
    ValidationError,
)
from pydantic.networks import MultiHostUrl, Url


def from_json(data, **_):
    import json

    return json.loads(data)


def to_json(value, *, indent=None, by_alias=True, **_):
    import json

    from pydantic.main import to_plain

    separators = None if indent else (",", ":")
    return json.dumps(to_plain(value, by_alias=by_alias), indent=indent, separators=separators).encode()


def to_jsonable_python(value, *, by_alias=True, **_):
    from pydantic.main import to_plain

    return to_plain(value, by_alias=by_alias)
