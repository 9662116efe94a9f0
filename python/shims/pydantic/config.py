"""A model's settings for itself."""


class BaseConfig:
    """pydantic 1's base for `class Config`."""


def ConfigDict(**options):
    return dict(options)


class Extra:
    allow = "allow"
    ignore = "ignore"
    forbid = "forbid"


# pydantic 1's names, and names that say the opposite of today's.
OLD_NAMES = {
    "orm_mode": "from_attributes",
    "allow_population_by_field_name": "populate_by_name",
    "anystr_strip_whitespace": "str_strip_whitespace",
    "anystr_lower": "str_to_lower",
    "anystr_upper": "str_to_upper",
    "min_anystr_length": "str_min_length",
    "max_anystr_length": "str_max_length",
    "schema_extra": "json_schema_extra",
    "validate_all": "validate_default",
}

# What a model class takes as keyword arguments.
NAMES = frozenset((
    "title", "str_to_lower", "str_to_upper", "str_strip_whitespace", "str_min_length", "str_max_length", "extra",
    "frozen", "populate_by_name", "use_enum_values", "validate_assignment", "arbitrary_types_allowed",
    "from_attributes", "alias_generator", "strict", "validate_default", "validate_by_alias", "validate_by_name",
    "serialize_by_alias", "protected_namespaces", "hide_input_in_errors", "json_schema_extra", "json_encoders",
    "coerce_numbers_to_str", "allow_inf_nan", "defer_build", "revalidate_instances", "ser_json_timedelta",
    "ser_json_bytes", "regex_engine", "use_attribute_docstrings", "cache_strings", "orm_mode", "allow_mutation",
    "allow_population_by_field_name", "validate_all",
))


def from_class(config):
    """The settings of a `class Config`."""
    result = {}
    for cls in reversed(config.__mro__):
        for name, value in vars(cls).items():
            if name.startswith("__"):
                continue
            if isinstance(value, (staticmethod, classmethod)):
                value = value.__get__(None, config)
            result[name] = value
    return modern(result)


def modern(config):
    """The same settings in pydantic 2's names."""
    result = {}
    for name, value in config.items():
        if name == "allow_mutation":
            name, value = "frozen", not value
        result[OLD_NAMES.get(name, name)] = value
    return result
