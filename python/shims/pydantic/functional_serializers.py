"""Serializers: as decorators of methods and as marks inside Annotated."""


class Serializer:
    def __init__(self, function, fields, mode, when_used="always"):
        self.function = function
        self.fields = fields  # empty: the whole model
        self.mode = mode
        self.when_used = when_used

    def __get__(self, instance, owner=None):
        return self.function.__get__(instance, owner)

    def applies(self, json, value):
        used = self.when_used
        return (json or "json" not in used) and (value is not None or "unless-none" not in used)


def field_serializer(*fields, mode="plain", return_type=None, when_used="always", check_fields=None):
    return lambda function: Serializer(function, fields, mode, when_used)


def model_serializer(f=None, /, *, mode="plain", when_used="always", return_type=None):
    if f is None:
        return lambda function: Serializer(function, (), mode, when_used)
    return Serializer(f, (), mode, when_used)


class PlainSerializer:
    mode = "plain"

    def __init__(self, func, return_type=None, when_used="always"):
        self.func = func
        self.when_used = when_used

    applies = Serializer.applies


class WrapSerializer(PlainSerializer):
    mode = "wrap"


class SerializeAsAny:
    def __class_getitem__(cls, item):
        return item


class SerializationInfo:
    def __init__(self, mode, context=None, field_name=None, by_alias=False):
        self.mode = mode
        self.context = context
        self.field_name = field_name
        self.by_alias = by_alias
        self.exclude_none = self.exclude_unset = self.exclude_defaults = False
        self.include = self.exclude = None

    def mode_is_json(self):
        return self.mode == "json"


FieldSerializationInfo = SerializationInfo
SerializerFunctionWrapHandler = SerializeAsAny
