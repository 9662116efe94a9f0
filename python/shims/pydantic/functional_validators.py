"""Validators: as decorators of methods and as marks inside Annotated."""


class Validator:
    """A validating method of a model; the model class collects them."""

    def __init__(self, function, kind, mode, fields=(), **options):
        self.function = function
        self.kind = kind  # "field" or "model", and with pydantic 1's signature "old_field" or "old_model"
        self.mode = mode
        self.fields = fields
        self.options = options
        self.name = None

    def __set_name__(self, owner, name):
        self.name = name

    def bound(self, cls):
        """The function, with the class as its first argument where it asks for that."""
        function = self.function
        if hasattr(function, "__get__") and (
            isinstance(function, (classmethod, staticmethod)) or self._takes_class(function)
        ):
            if not isinstance(function, (classmethod, staticmethod)):
                function = classmethod(function)
            return function.__get__(None, cls)
        return function

    def _takes_class(self, function):
        code = getattr(function, "__code__", None)
        first = code.co_varnames[0] if code and code.co_argcount else None
        return first == "cls" or (self.kind.startswith("old") and first is not None)

    def __get__(self, instance, owner=None):
        function = self.function
        if instance is not None and self.mode == "after" and self.kind == "model":
            if not isinstance(function, (classmethod, staticmethod)):
                return function.__get__(instance, owner)
        return self.bound(owner) if owner is not None else function

    def __call__(self, *args, **kwargs):
        function = self.function
        return getattr(function, "__func__", function)(*args, **kwargs)


def field_validator(field, /, *fields, mode="after", check_fields=None, json_schema_input_type=None):
    return lambda function: Validator(function, "field", mode, (field, *fields), check_fields=check_fields)


def model_validator(*, mode):
    return lambda function: Validator(function, "model", mode)


def validator(field, /, *fields, pre=False, each_item=False, always=False, check_fields=None, allow_reuse=False,
              whole=False):
    mode = "before" if pre else "after"
    return lambda function: Validator(
        function, "old_field", mode, (field, *fields), each_item=each_item, always=always
    )


def root_validator(*args, pre=False, skip_on_failure=False, allow_reuse=False):
    if args:
        return Validator(args[0], "old_model", "after")
    return lambda function: Validator(function, "old_model", "before" if pre else "after")


class _Mark:
    mode = ""

    def __init__(self, func, json_schema_input_type=None):
        self.func = func


class BeforeValidator(_Mark):
    mode = "before"


class AfterValidator(_Mark):
    mode = "after"


class PlainValidator(_Mark):
    mode = "plain"


class WrapValidator(_Mark):
    mode = "wrap"


class SkipValidation:
    """A field's value is taken as it is."""

    def __class_getitem__(cls, item):
        import typing

        return typing.Annotated[item, SkipValidation()]


class InstanceOf:
    def __class_getitem__(cls, item):
        import typing

        return typing.Annotated[item, InstanceOf()]


class ValidateAs:
    def __init__(self, from_type, /, instantiation_hook):
        self.from_type = from_type
        self.func = instantiation_hook


class ValidationInfo:
    """What a validator may know of the validation that calls it."""

    __slots__ = ("context", "data", "field_name", "config", "mode")

    def __init__(self, context, data, field_name, config, mode="python"):
        self.context = context
        self.data = data
        self.field_name = field_name
        self.config = config
        self.mode = mode


FieldValidationInfo = ValidationInfo


class ModelWrapValidatorHandler:
    def __class_getitem__(cls, item):
        return cls


ValidatorFunctionWrapHandler = ModelWrapValidatorHandler
