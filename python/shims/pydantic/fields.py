"""Fields of models: Field(), FieldInfo, aliases, private attributes, computed fields."""

from ._errors import PydanticUndefined, PydanticUndefinedType

Undefined = PydanticUndefined

# Field()'s names for limits, and pydantic 1's names for the same.
_LIMITS = (
    "strict", "gt", "ge", "lt", "le", "multiple_of", "min_length", "max_length", "pattern", "allow_inf_nan",
    "max_digits", "decimal_places", "coerce_numbers_to_str", "union_mode", "fail_fast",
)
_OLD_NAMES = {"min_items": "min_length", "max_items": "max_length", "regex": "pattern"}


class Limits:
    """Limits on one value: gt, ge, lt, le, multiple_of, min_length, max_length, pattern, strict, …"""

    def __init__(self, **limits):
        self.limits = limits

    def __getattr__(self, name):
        try:
            return self.__dict__["limits"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __repr__(self):
        return "Limits(" + ", ".join(f"{name}={value!r}" for name, value in self.limits.items()) + ")"


class AliasPath:
    def __init__(self, first_arg, *args):
        self.path = [first_arg, *args]

    def convert_to_aliases(self):
        return self.path

    def search_dict_for_path(self, data):
        for step in self.path:
            if isinstance(data, str):
                return PydanticUndefined
            try:
                data = data[step]
            except (KeyError, IndexError, TypeError):
                return PydanticUndefined
        return data


class AliasChoices:
    def __init__(self, first_choice, *choices):
        self.choices = [first_choice, *choices]

    def convert_to_aliases(self):
        return [choice.path if isinstance(choice, AliasPath) else [choice] for choice in self.choices]


class AliasGenerator:
    def __init__(self, alias=None, validation_alias=None, serialization_alias=None):
        self.alias = alias
        self.validation_alias = validation_alias
        self.serialization_alias = serialization_alias

    def generate_aliases(self, name):
        return tuple(make(name) if make else None for make in (self.alias, self.validation_alias,
                                                               self.serialization_alias))


class FieldInfo:
    """What is known of one field."""

    def __init__(self, default=PydanticUndefined, *, annotation=None, default_factory=None, alias=None,
                 alias_priority=None, validation_alias=None, serialization_alias=None, title=None,
                 description=None, examples=None, exclude=None, include=None, discriminator=None, deprecated=None,
                 json_schema_extra=None, frozen=None, validate_default=None, repr=True, init=None, init_var=None,
                 kw_only=None, field_title_generator=None, exclude_if=None, **more):
        self.default = PydanticUndefined if default is Ellipsis else default
        self.default_factory = default_factory
        if default_factory is not None and self.default is not PydanticUndefined:
            raise TypeError("cannot specify both default and default_factory")
        self.annotation = annotation
        self.alias = alias
        self.alias_priority = alias_priority
        self.validation_alias = alias if validation_alias is None else validation_alias
        self.serialization_alias = alias if serialization_alias is None else serialization_alias
        self.title = title
        self.description = description
        self.examples = examples
        self.exclude = exclude
        self.discriminator = discriminator
        self.deprecated = deprecated
        self.frozen = frozen
        if more.pop("allow_mutation", True) is False:
            self.frozen = True
        self.validate_default = validate_default
        self.repr = repr
        self.init = init
        self.init_var = init_var
        self.kw_only = kw_only
        self.metadata = []
        limits = {}
        for name in list(more):
            known = _OLD_NAMES.get(name, name)
            if known in _LIMITS:
                value = more.pop(name)
                if value is not None:
                    limits[known] = value
        if limits:
            self.metadata.append(Limits(**limits))
        # What pydantic 1 took as further arguments, env= among them, it kept for the schema.
        if more:
            json_schema_extra = {**(json_schema_extra if isinstance(json_schema_extra, dict) else {}), **more}
        self.json_schema_extra = json_schema_extra

    @property
    def extra(self):
        return self.json_schema_extra if isinstance(self.json_schema_extra, dict) else {}

    def is_required(self):
        return self.default is PydanticUndefined and self.default_factory is None

    def get_default(self, *, call_default_factory=False, validated_data=None):
        if self.default_factory is None:
            return _copied(self.default)
        if not call_default_factory:
            return None
        from ._validation import required_arguments

        if required_arguments(self.default_factory, 0) == 1:
            return self.default_factory(validated_data or {})
        return self.default_factory()

    def rebuild_annotation(self):
        return self.annotation

    # pydantic 1's names
    @property
    def required(self):
        return self.is_required()

    @property
    def outer_type_(self):
        return self.annotation

    type_ = outer_type_

    @property
    def field_info(self):
        return self

    def _copy(self):
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.metadata = list(self.metadata)
        return other

    def _over(self, other):
        """This field with what `other`, found inside Annotated, says beside it."""
        merged = other._copy()
        empty = FieldInfo()
        for name, value in self.__dict__.items():
            if name != "metadata" and value is not empty.__dict__.get(name, empty):
                merged.__dict__[name] = value
        merged.metadata = [*other.metadata, *self.metadata]
        return merged

    def __repr__(self):
        parts = [f"annotation={getattr(self.annotation, '__name__', self.annotation)}"]
        parts.append(f"required={self.is_required()}")
        if self.default is not PydanticUndefined:
            parts.append(f"default={self.default!r}")
        return f"FieldInfo({', '.join(parts)})"


def _copied(value):
    """Defaults that can change are copied for each instance."""
    if type(value) in (dict, list, set) or getattr(type(value), "__pydantic_model__", False):
        import copy

        return copy.deepcopy(value)
    return value


def Field(default=PydanticUndefined, **options):
    return FieldInfo(default, **options)


class ModelPrivateAttr:
    __slots__ = ("default", "default_factory")

    def __init__(self, default=PydanticUndefined, *, default_factory=None):
        self.default = PydanticUndefined if default is Ellipsis else default
        self.default_factory = default_factory

    def get_default(self):
        return self.default_factory() if self.default_factory is not None else _copied(self.default)


def PrivateAttr(default=PydanticUndefined, *, default_factory=None, init=False):
    return ModelPrivateAttr(default, default_factory=default_factory)


class ComputedFieldInfo:
    """A property that belongs to what a model dumps."""

    def __init__(self, wrapped, options):
        self.wrapped_property = wrapped
        self.return_type = options.get("return_type")
        self.alias = options.get("alias")
        self.title = options.get("title")
        self.description = options.get("description")
        self.repr = options.get("repr", True)
        self.deprecated = options.get("deprecated")
        self.json_schema_extra = options.get("json_schema_extra")


class ComputedField:
    """What @computed_field leaves in a class body, until the model class replaces it by its property."""

    def __init__(self, wrapped, options):
        import functools

        if not isinstance(wrapped, (property, functools.cached_property)):
            wrapped = property(wrapped)
        self.wrapped = wrapped
        self.info = ComputedFieldInfo(wrapped, options)

    def __set_name__(self, owner, name):
        if hasattr(type(self.wrapped), "__set_name__"):
            self.wrapped.__set_name__(owner, name)

    def setter(self, function):
        self.wrapped = self.wrapped.setter(function)
        return self

    def __get__(self, instance, owner=None):
        return self.wrapped.__get__(instance, owner)


def computed_field(func=None, /, **options):
    if func is None:
        return lambda function: ComputedField(function, options)
    return ComputedField(func, options)


ModelField = FieldInfo
