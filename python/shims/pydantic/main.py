"""BaseModel: classes whose instances are validated."""

import sys
import types as _types
from abc import ABCMeta

from . import _validation as _v
from . import config as _config
from ._errors import (
    Failure,
    PydanticUndefined,
    PydanticUndefinedAnnotation,
    PydanticUserError,
    ValidationError,
    failure,
    from_exception,
)
from .fields import AliasChoices, AliasGenerator, AliasPath, ComputedField, FieldInfo, ModelPrivateAttr
from .functional_serializers import SerializationInfo, Serializer
from .functional_validators import ValidationInfo, Validator


def _is_class_var(annotation):
    if isinstance(annotation, str):
        return annotation.startswith(("ClassVar", "typing.ClassVar", "t.ClassVar"))
    if type(annotation).__module__ != "typing":
        return False
    origin = getattr(annotation, "__origin__", None)
    return getattr(annotation, "_name", None) == "ClassVar" or getattr(origin, "_name", None) == "ClassVar"


def _inside_annotated(annotation):
    """The FieldInfo inside Annotated[...], and the annotation without it."""
    if type(annotation).__module__ not in ("typing", "typing_extensions") or not hasattr(annotation, "__metadata__"):
        return None, annotation
    for mark in annotation.__metadata__:
        if isinstance(mark, FieldInfo):
            return mark, annotation
    return None, annotation


def _defining_names(module):
    """The local names of the function, if any, in which a class is being defined."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_globals.get("__name__") != module:
        frame = frame.f_back
    while frame is not None and frame.f_code.co_name != "<module>" and "__qualname__" in frame.f_locals:
        frame = frame.f_back
    if frame is None or frame.f_code.co_name == "<module>":
        return {}
    return dict(frame.f_locals)


_SIMPLE = (str, int, float, bool, list, dict, set, tuple, FieldInfo)


class ModelMetaclass(ABCMeta):
    def __new__(mcs, name, bases, namespace, **kwargs):
        config = {}
        fields, validators, serializers, computed, private = {}, {}, {}, {}, {}
        class_variables = set()
        for base in reversed(bases):
            for older in reversed(base.__mro__):
                own = older.__dict__
                if "__pydantic_model__" not in own:
                    continue
                config.update(own["model_config"])
                fields.update(own["__pydantic_fields__"])
                validators.update(own["__pydantic_validators__"])
                serializers.update(own["__pydantic_serializers__"])
                computed.update(own["__pydantic_computed__"])
                private.update(own["__pydantic_private_defaults__"])
                class_variables.update(key for key, annotation in own.get("__annotations__", {}).items()
                                       if _is_class_var(annotation))
        own_config = namespace.get("model_config")
        if isinstance(own_config, dict):
            config.update(own_config)
        old_config = namespace.get("Config")
        if isinstance(old_config, type):
            config.update(_config.from_class(old_config))
        for key in [key for key in kwargs if key in _config.NAMES]:
            config.update(_config.modern({key: kwargs.pop(key)}))
        namespace["model_config"] = config
        names = _defining_names(namespace.get("__module__"))
        scope = _v.Scope(namespace.get("__module__"), names)

        annotations = namespace.get("__annotations__", {})
        for key, annotation in annotations.items():
            if key == "model_config" or (key.startswith("__") and key.endswith("__")):
                continue
            if key.startswith("_"):
                value = namespace.pop(key, PydanticUndefined)
                if not _is_class_var(annotation):
                    private[key] = value if isinstance(value, ModelPrivateAttr) else ModelPrivateAttr(value)
                elif value is not PydanticUndefined:
                    namespace[key] = value
                continue
            if _is_class_var(annotation):
                continue
            fields[key] = mcs._field(key, annotation, namespace, scope)
        for key, value in list(namespace.items()):
            if isinstance(value, Validator):
                if value.name is None:
                    value.name = key
                validators[key] = value
            elif isinstance(value, Serializer):
                serializers[key] = value
            elif isinstance(value, ComputedField):
                computed[key] = value.info
                namespace[key] = value.wrapped
            elif isinstance(value, ModelPrivateAttr):
                if key in annotations and _is_class_var(annotations[key]):
                    namespace[key] = value.get_default()
                else:
                    private[key] = namespace.pop(key)
            elif key in annotations or key in class_variables or key.startswith("__") or key == "model_config":
                continue
            elif key.startswith("_") and isinstance(value, _SIMPLE):
                private[key] = ModelPrivateAttr(namespace.pop(key))
            elif isinstance(value, _SIMPLE) and not key.startswith("_"):
                # pydantic 1 took such names as fields; pydantic 2 does not allow them at all.
                if key in fields and not isinstance(value, FieldInfo):
                    field = fields[key]._copy()
                    field.default, field.default_factory = namespace.pop(key), None
                elif isinstance(value, FieldInfo):
                    field = namespace.pop(key)._copy()
                    field.annotation = fields[key].annotation if key in fields else object
                else:
                    field = FieldInfo(namespace.pop(key))
                    field.annotation = type(value)
                    field._scope = scope
                fields[key] = field
        generator = config.get("alias_generator")
        if generator is not None:
            for key, field in fields.items():
                if field.alias is None and field.validation_alias is None:
                    fields[key] = _with_alias(key, field, generator)
        for item in validators.values():
            if item.options.get("always"):
                for key in item.fields:
                    if key in fields and not fields[key].validate_default:
                        fields[key] = fields[key]._copy()
                        fields[key].validate_default = True
        namespace.update(
            __pydantic_model__=True,
            __pydantic_fields__=fields,
            __pydantic_validators__=validators,
            __pydantic_serializers__=serializers,
            __pydantic_computed__=computed,
            __pydantic_private_defaults__=private,
            __pydantic_scope__=scope,
            __pydantic_plan__=None,
        )
        cls = super().__new__(mcs, name, bases, namespace, **kwargs)
        scope.names.setdefault(name, cls)
        parent = super(cls, cls)
        if hasattr(parent, "__pydantic_init_subclass__"):
            parent.__pydantic_init_subclass__(**kwargs)
        return cls

    @staticmethod
    def _field(key, annotation, namespace, scope):
        default = namespace.pop(key, PydanticUndefined)
        if isinstance(annotation, str):
            try:
                annotation = scope.evaluate(annotation)
            except Exception:
                pass  # named later; resolved when the model is first used
        inside, annotation = _inside_annotated(annotation)
        if isinstance(default, FieldInfo):
            field = default._copy()
        elif isinstance(default, (property, _types.FunctionType)) or default is PydanticUndefined:
            field = FieldInfo()
            if default is not PydanticUndefined:
                field.default = default
        else:
            field = FieldInfo()
            field.default = PydanticUndefined if default is Ellipsis else default
        if inside is not None:
            # The rest of what is inside Annotated is applied with the annotation itself.
            merged = field._over(inside)
            merged.metadata = list(field.metadata)
            field = merged
        field.annotation = annotation
        field._scope = scope
        return field

    def __init__(cls, name, bases, namespace, **kwargs):
        ABCMeta.__init__(cls, name, bases, namespace)

    def __getattr__(cls, name):
        private = cls.__dict__.get("__pydantic_private_defaults__")
        if private and name in private:
            return private[name]
        raise AttributeError(name)

    @property
    def model_fields(cls):
        return cls.__dict__["__pydantic_fields__"]

    @property
    def model_computed_fields(cls):
        return cls.__dict__["__pydantic_computed__"]

    @property
    def __fields__(cls):
        return cls.__dict__["__pydantic_fields__"]

    @property
    def __config__(cls):
        return _types.SimpleNamespace(**cls.model_config)


def _with_alias(key, field, generator):
    field = field._copy()
    if isinstance(generator, AliasGenerator):
        alias, validation, serialization = generator.generate_aliases(key)
    else:
        alias = validation = serialization = generator(key)
    field.alias = alias
    field.validation_alias = validation if validation is not None else alias
    field.serialization_alias = serialization if serialization is not None else alias
    return field


class _Plan:
    """How one model validates: made when it is first used."""

    __slots__ = ("fields", "before", "around", "after", "old_before", "old_after", "known", "by_name", "by_alias")

    def __init__(self, cls):
        config = cls.model_config
        validators = cls.__pydantic_validators__.values()
        self.by_name = config.get("populate_by_name") or config.get("validate_by_name")
        self.by_alias = config.get("validate_by_alias", True)
        self.fields = []
        self.known = set()
        for name, field in cls.__pydantic_fields__.items():
            scope = getattr(field, "_scope", cls.__pydantic_scope__)
            try:
                field.annotation = _v.resolved(field.annotation, scope)
                check = _v.marked(field.annotation, [field], config, scope)
            except NameError as error:
                raise PydanticUserError(
                    f"`{cls.__name__}` is not fully defined; you should define `{error.name}`, "
                    f"then call `{cls.__name__}.model_rebuild()`.", code="class-not-fully-defined"
                ) from None
            for item in validators:
                if item.kind.endswith("field") and (name in item.fields or "*" in item.fields):
                    check = _with_validator(cls, check, item, field, config)
            check = _v.use_default_guard(check, field)
            self.fields.append((name, field, self._aliases(name, field), check))
        self.before = [item for item in validators if item.kind == "model" and item.mode == "before"][::-1]
        self.around = [item for item in validators if item.kind == "model" and item.mode == "wrap"]
        self.after = [item for item in validators if item.kind == "model" and item.mode == "after"]
        self.old_before = [item for item in validators if item.kind == "old_model" and item.mode == "before"]
        self.old_after = [item for item in validators if item.kind == "old_model" and item.mode == "after"]

    def _aliases(self, name, field):
        alias = field.validation_alias
        if alias is None or self.by_alias is False:
            self.known.add(name)
            return [name]
        choices = alias.choices if isinstance(alias, AliasChoices) else [alias]
        for choice in choices:
            self.known.add(choice.path[0] if isinstance(choice, AliasPath) else choice)
        if self.by_name:
            self.known.add(name)
            return [*choices, name]
        return choices


def _with_validator(cls, check, item, field, config):
    function = item.bound(cls)
    if item.kind == "field":
        return _v.wrapped(check, item.mode, function, config)
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if code else ()
    everything = bool(code and code.co_flags & 8)

    def call(value, info):
        given = {"values": info.data, "field": field, "config": cls.__config__}
        return function(value, **{key: one for key, one in given.items() if everything or key in names})

    call.__name__ = getattr(function, "__name__", "validator")
    if item.options.get("each_item"):
        inner = check.validate

        def each(value, run):
            result = inner(value, run)
            info = ValidationInfo(run.context, run.data, run.field_name, config)
            if isinstance(result, dict):
                return {key: _v._guarded(call, one, info) for key, one in result.items()}
            if isinstance(result, (list, tuple, set, frozenset)):
                return type(result)(_v._guarded(call, one, info) for one in result)
            return _v._guarded(call, result, info)

        return _v.Check(each, check.exact, check.name, check.tag)
    return _v.wrapped(check, item.mode, call, config)


def _found(data, choices):
    """(key, value) of the first alias that is there."""
    for choice in choices:
        if isinstance(choice, AliasPath):
            value = choice.search_dict_for_path(data)
            if value is not PydanticUndefined:
                return choice.path[0], value
        elif choice in data:
            return choice, data[choice]
    return None, PydanticUndefined


class _Attributes:
    """An object's attributes as the items of a mapping."""

    def __init__(self, value):
        self.value = value

    def __contains__(self, key):
        return isinstance(key, str) and hasattr(self.value, key)

    def __getitem__(self, key):
        return getattr(self.value, key)

    def __iter__(self):
        return iter(())


class BaseModel(metaclass=ModelMetaclass):
    __slots__ = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")

    model_config = {}
    __hide_input__ = False

    def __init__(self, /, **data):
        type(self)._validated(data, _v.Run(), self)

    # --- validation ---

    @classmethod
    def __get_plan(cls):
        plan = cls.__dict__.get("__pydantic_plan__")
        if plan is None:
            plan = _Plan(cls)
            type.__setattr__(cls, "__pydantic_plan__", plan)
        return plan

    @classmethod
    def _validated(cls, data, run, instance=None):
        """Validates from outside: failures become one ValidationError."""
        try:
            return cls.__validate(data, run, instance)
        except Failure as error:
            hide = cls.__hide_input__ or cls.model_config.get("hide_input_in_errors", False)
            title = cls.model_config.get("title") or cls.__name__
            raise ValidationError(title, error.items, hide) from None

    @classmethod
    def __pydantic_is__(cls, value):
        return isinstance(value, cls)

    @classmethod
    def __pydantic_check__(cls, value, run):
        saved = run.data, run.field_name
        try:
            return cls.__validate(value, run, None)
        finally:
            run.data, run.field_name = saved

    @classmethod
    def __validate(cls, data, run, instance):
        plan = cls.__get_plan()
        if not plan.before and not plan.around and not plan.old_before and not plan.old_after:
            result = cls.__fill(plan, data, run, instance)
        else:
            def inner(value, *_):
                return cls.__fill(plan, value, run, instance)

            call = inner
            for item in plan.around:
                call = cls.__around(item, call, run)
            for item in plan.before:
                function = item.bound(cls)
                extra = (cls.__info(run),) if _v.required_arguments(function) >= 2 else ()
                data = _v._guarded(function, data, *extra)
            for item in plan.old_before:
                data = _v._guarded(item.bound(cls), dict(data) if isinstance(data, dict) else data)
            result = call(data)
        for item in plan.after:
            function = item.function
            if isinstance(function, (classmethod, staticmethod)):
                changed = _v._guarded(function.__get__(None, cls), result)
            else:
                extra = (cls.__info(run),) if _v.required_arguments(function) >= 2 else ()
                try:
                    changed = _v._guarded(function, result, *extra)
                except Failure as error:  # what was wrong is shown with what was given
                    raise Failure([(kind, loc, words, data if value is result else value, context)
                                   for kind, loc, words, value, context in error.items]) from error
            if instance is None:
                result = changed
        return result

    @classmethod
    def __info(cls, run):
        return ValidationInfo(run.context, {}, None, cls.model_config, run.mode)

    @classmethod
    def __around(cls, item, inner, run):
        function = item.bound(cls)
        extra = (cls.__info(run),) if _v.required_arguments(function) >= 3 else ()
        return lambda value, *_: _v._guarded(function, value, inner, *extra)

    @classmethod
    def __fill(cls, plan, data, run, instance):
        """Validates the fields and gives the instance."""
        config = cls.model_config
        if not isinstance(data, dict):
            if isinstance(data, cls):
                return data
            if config.get("from_attributes") or run.from_attributes:
                if isinstance(data, (str, int, float, bytes, list, tuple, set)) or data is None:
                    raise failure("model_type", data, class_name=cls.__name__)
                data = _Attributes(data)
            else:
                raise failure("model_type", data, class_name=cls.__name__)
        values, fields_set, failures, used = {}, set(), [], set()
        run.data = values
        for name, field, choices, check in plan.fields:
            key, value = _found(data, choices if not run.by_name else [*choices, name])
            run.field_name = name
            if value is PydanticUndefined:
                if field.is_required():
                    first = choices[0]
                    location = tuple(first.path) if isinstance(first, AliasPath) else (first,)
                    if isinstance(field.validation_alias, AliasChoices) and not isinstance(first, AliasPath):
                        location = (first,)
                    if cls.__old_optional__(field):
                        values[name] = None
                        continue
                    shown = data.value if isinstance(data, _Attributes) else data
                    failures.append(("missing", location, "Field required", shown, {}))
                    continue
                try:
                    value = field.get_default(call_default_factory=True, validated_data=values)
                    validate = field.validate_default
                    if validate is None:
                        validate = config.get("validate_default")
                    if validate:
                        run.data = values
                        value = check.validate(value, run)
                    values[name] = value
                except Failure as error:
                    failures += error.at(choices[0] if isinstance(choices[0], str) else name)
                continue
            used.add(key)
            try:
                run.data = values
                values[name] = check.validate(value, run)
                fields_set.add(name)
            except Failure as error:
                failures += error.at(key)
        extra = None
        mode = config.get("extra") or "ignore"
        mode = getattr(mode, "value", mode)
        if mode != "ignore" and isinstance(data, dict):
            rest = {key: value for key, value in data.items() if key not in plan.known}
            if mode == "forbid":
                failures += [("extra_forbidden", (key,), "Extra inputs are not permitted", value, {})
                             for key, value in rest.items()]
            else:
                extra = rest
                fields_set.update(rest)
        elif mode == "allow":
            extra = {}
        for item in plan.old_after if not failures else ():
            try:
                values = item.bound(cls)(values)
            except (ValueError, AssertionError) as error:
                known = from_exception(error, data)
                failures += known.items
        if failures:
            raise Failure(failures)
        if instance is None:
            instance = cls.__new__(cls)
        cls.__set_up(instance, values, fields_set, extra)
        instance.__finish(run.context)
        return instance

    @classmethod
    def __old_optional__(cls, field):
        return False

    @staticmethod
    def __set_up(instance, values, fields_set, extra):
        object.__setattr__(instance, "__dict__", values)
        object.__setattr__(instance, "__pydantic_fields_set__", fields_set)
        object.__setattr__(instance, "__pydantic_extra__", extra)
        private = {}
        for name, attribute in type(instance).__pydantic_private_defaults__.items():
            default = attribute.get_default()
            if default is not PydanticUndefined:
                private[name] = default
        object.__setattr__(instance, "__pydantic_private__", private)

    def __finish(self, context):
        cls = type(self)
        if cls.model_post_init is not BaseModel.model_post_init:
            try:
                self.model_post_init(context)
            except (ValueError, AssertionError) as error:
                raise from_exception(error, self.__dict__) from error

    def model_post_init(self, context, /):
        pass

    @classmethod
    def model_validate(cls, obj, *, strict=None, extra=None, from_attributes=None, context=None, by_alias=None,
                       by_name=None):
        return cls._validated(obj, _v.Run(context, from_attributes, strict, by_name=by_name))

    @classmethod
    def model_validate_json(cls, json_data, *, strict=None, extra=None, context=None, by_alias=None, by_name=None):
        import json

        try:
            data = json.loads(json_data)
        except ValueError as error:
            items = failure("json_invalid", json_data, error=error).items
            raise ValidationError(cls.__name__, items) from None
        return cls._validated(data, _v.Run(context, None, strict, "json", by_name))

    model_validate_strings = model_validate

    @classmethod
    def model_construct(cls, _fields_set=None, **values):
        self = cls.__new__(cls)
        found = {}
        fields_set = set()
        for name, field in cls.__pydantic_fields__.items():
            alias = field.alias
            if alias is not None and alias in values:
                found[name] = values.pop(alias)
                fields_set.add(name)
            elif name in values:
                found[name] = values.pop(name)
                fields_set.add(name)
            elif not field.is_required():
                found[name] = field.get_default(call_default_factory=True, validated_data=found)
        extra = dict(values) if cls.model_config.get("extra") == "allow" else None
        cls.__set_up(self, found, fields_set if _fields_set is None else _fields_set, extra)
        self.__finish(None)
        return self

    # --- attributes ---

    def __getattr__(self, name):
        if name.startswith("__pydantic_"):
            raise AttributeError(name)
        for place in ("__pydantic_private__", "__pydantic_extra__"):
            try:
                values = object.__getattribute__(self, place)
            except AttributeError:
                continue
            if values and name in values:
                return values[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __setattr__(self, name, value):
        cls = type(self)
        if name in ("__dict__", "__class__") or name.startswith("__pydantic_"):
            object.__setattr__(self, name, value)
            return
        field = cls.__pydantic_fields__.get(name)
        if field is None:
            if name in cls.__pydantic_private_defaults__:
                self.__pydantic_private__[name] = value
                return
            attribute = getattr(cls, name, None)
            if hasattr(type(attribute), "__set__") or name.startswith("_"):
                object.__setattr__(self, name, value)
                return
            if type(attribute).__name__ == "cached_property":
                self.__dict__[name] = value
                return
            if cls.model_config.get("extra") != "allow":
                raise ValueError(f'"{cls.__name__}" object has no field "{name}"')
            self.__pydantic_extra__[name] = value
            self.__pydantic_fields_set__.add(name)
            return
        if cls.model_config.get("frozen") or field.frozen:
            kind = "frozen_instance" if cls.model_config.get("frozen") else "frozen_field"
            raise ValidationError(cls.__name__, failure(kind, value).at(name))
        if cls.model_config.get("validate_assignment"):
            self.__assign(name, value)
            return
        self.__dict__[name] = value
        self.__pydantic_fields_set__.add(name)

    def __assign(self, name, value):
        cls = type(self)
        plan = cls.__get_plan()
        check = next(entry[3] for entry in plan.fields if entry[0] == name)
        run = _v.Run()
        run.data = {key: one for key, one in self.__dict__.items() if key != name}
        run.field_name = name
        before = dict(self.__dict__)
        try:
            self.__dict__[name] = check.validate(value, run)
            self.__pydantic_fields_set__.add(name)
            for item in plan.after:
                if not isinstance(item.function, (classmethod, staticmethod)):
                    _v._guarded(item.function, self)
        except Failure as error:
            object.__setattr__(self, "__dict__", before)
            items = error.items if error.items and error.items[0][1] else error.at(name)
            raise ValidationError(cls.__name__, items, cls.__hide_input__) from None

    def __delattr__(self, name):
        if name in self.__pydantic_private__:
            del self.__pydantic_private__[name]
        else:
            object.__delattr__(self, name)

    @property
    def model_fields_set(self):
        return self.__pydantic_fields_set__

    @property
    def model_extra(self):
        return self.__pydantic_extra__

    @property
    def __fields_set__(self):
        return self.__pydantic_fields_set__

    @property
    def model_fields(self):
        return type(self).__pydantic_fields__

    @property
    def model_computed_fields(self):
        return type(self).__pydantic_computed__

    @property
    def __fields__(self):
        return type(self).__pydantic_fields__

    # --- dumping ---

    def model_dump(self, *, mode="python", include=None, exclude=None, context=None, by_alias=None,
                   exclude_unset=False, exclude_defaults=False, exclude_none=False, exclude_computed_fields=False,
                   round_trip=False, warnings=True, fallback=None, serialize_as_any=False, **_):
        if by_alias is None:
            by_alias = type(self).model_config.get("serialize_by_alias", False)
        return _Dump(mode == "json", context, by_alias, exclude_unset, exclude_defaults, exclude_none,
                     round_trip or exclude_computed_fields).model(self, include, exclude)

    def model_dump_json(self, *, indent=None, ensure_ascii=False, **options):
        import json

        separators = None if indent else (",", ":")
        options["mode"] = "json"
        return json.dumps(self.model_dump(**options), indent=indent, separators=separators,
                          ensure_ascii=ensure_ascii)

    def dict(self, *, skip_defaults=None, **options):
        return self.model_dump(**options)

    def json(self, *, encoder=None, models_as_dict=True, indent=None, skip_defaults=None, **options):
        dump = {key: options.pop(key) for key in list(options) if key in (
            "include", "exclude", "by_alias", "exclude_unset", "exclude_defaults", "exclude_none")}
        return self.model_dump_json(indent=indent, **dump)

    def model_copy(self, *, update=None, deep=False):
        import copy

        other = copy.deepcopy(self) if deep else copy.copy(self)
        if update:
            for name, value in update.items():
                if name in type(self).__pydantic_fields__ or other.__pydantic_extra__ is None:
                    other.__dict__[name] = value
                else:
                    other.__pydantic_extra__[name] = value
                other.__pydantic_fields_set__.add(name)
        return other

    def copy(self, *, include=None, exclude=None, update=None, deep=False):
        other = self.model_copy(update=update, deep=deep)
        for name in list(other.__dict__):
            if (include is not None and name not in include) or (exclude is not None and name in exclude):
                del other.__dict__[name]
        return other

    def __copy__(self):
        other = type(self).__new__(type(self))
        object.__setattr__(other, "__dict__", dict(self.__dict__))
        for name, maker in (("__pydantic_fields_set__", set), ("__pydantic_extra__", dict),
                            ("__pydantic_private__", dict)):
            value = getattr(self, name, None)
            object.__setattr__(other, name, maker(value) if value is not None else None)
        return other

    def __deepcopy__(self, memo=None):
        import copy

        other = self.__copy__()
        for name in ("__dict__", "__pydantic_extra__", "__pydantic_private__"):
            object.__setattr__(other, name, copy.deepcopy(getattr(self, name), memo))
        return other

    def __getstate__(self):
        return (self.__dict__, self.__pydantic_fields_set__, self.__pydantic_extra__, self.__pydantic_private__)

    def __setstate__(self, state):
        for name, value in zip(("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"),
                               state):
            object.__setattr__(self, name, value)

    def __iter__(self):
        yield from self.__dict__.items()
        yield from (self.__pydantic_extra__ or {}).items()

    def __eq__(self, other):
        if not isinstance(other, BaseModel):
            return NotImplemented
        return (type(self) is type(other) and self.__dict__ == other.__dict__
                and self.__pydantic_extra__ == other.__pydantic_extra__
                and self.__pydantic_private__ == other.__pydantic_private__)

    def __hash__(self):
        if not type(self).model_config.get("frozen"):
            raise TypeError(f"unhashable type: {type(self).__name__!r}")
        return hash((type(self), tuple(self.__dict__.values())))

    def __repr_args__(self):
        for name, value in self.__dict__.items():
            field = type(self).__pydantic_fields__.get(name)
            if field is not None and field.repr:
                yield name, value
        yield from (self.__pydantic_extra__ or {}).items()
        for name, info in type(self).__pydantic_computed__.items():
            if info.repr:
                yield name, getattr(self, name)

    def __repr_str__(self, separator):
        return separator.join(f"{name}={value!r}" for name, value in self.__repr_args__())

    def __repr__(self):
        return f"{type(self).__name__}({self.__repr_str__(', ')})"

    def __str__(self):
        return self.__repr_str__(" ")

    # --- the class ---

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs):
        pass

    def __class_getitem__(cls, arguments):
        """A generic model with its parameters filled in."""
        if not isinstance(arguments, tuple):
            arguments = (arguments,)
        parameters = getattr(cls, "__parameters__", ())
        names = ", ".join(getattr(one, "__name__", str(one)) for one in arguments)
        filled = dict(zip(parameters, arguments))
        annotations = {}
        for name, field in cls.__pydantic_fields__.items():
            annotation = field.annotation
            try:
                if annotation in filled:
                    annotations[name] = filled[annotation]
                elif getattr(annotation, "__parameters__", None):
                    annotations[name] = annotation[tuple(filled.get(one, one) for one in annotation.__parameters__)]
            except TypeError:
                pass
        namespace = {"__module__": cls.__module__, "__annotations__": annotations}
        for name in annotations:
            namespace[name] = cls.__pydantic_fields__[name]
        return type(cls)(f"{cls.__name__}[{names}]", (cls,), namespace)

    @classmethod
    def model_rebuild(cls, *, force=False, raise_errors=True, _parent_namespace_depth=2, _types_namespace=None):
        if _types_namespace:
            cls.__pydantic_scope__.names.update(_types_namespace)
        type.__setattr__(cls, "__pydantic_plan__", None)
        return None

    @classmethod
    def update_forward_refs(cls, **names):
        cls.model_rebuild(_types_namespace=names)

    @classmethod
    def parse_obj(cls, obj):
        return cls.model_validate(obj)

    @classmethod
    def parse_raw(cls, data, **_):
        return cls.model_validate_json(data)

    @classmethod
    def from_orm(cls, obj):
        return cls.model_validate(obj, from_attributes=True)

    @classmethod
    def construct(cls, _fields_set=None, **values):
        return cls.model_construct(_fields_set, **values)

    @classmethod
    def validate(cls, value):
        return cls.model_validate(value)


def _narrowed(selection, key):
    """What include= or exclude= says of one key: None (nothing), True (all of it) or what it says inside."""
    if selection is None:
        return None
    if isinstance(selection, dict):
        for name in (key, "__all__"):
            if name in selection:
                inner = selection[name]
                return True if inner is True or inner is Ellipsis else inner
        return None
    return True if key in selection or "__all__" in selection else None


class _Dump:
    def __init__(self, json, context=None, by_alias=False, unset=False, defaults=False, none=False, no_computed=False):
        self.json = json
        self.by_alias = by_alias
        self.unset = unset
        self.defaults = defaults
        self.none = none
        self.no_computed = no_computed
        self.info = SerializationInfo("json" if json else "python", context, None, by_alias)

    def _call(self, function, *arguments):
        extra = (self.info,) if _v.required_arguments(function) > len(arguments) else ()
        return function(*arguments, *extra)

    def model(self, model, include=None, exclude=None):
        cls = type(model)
        for item in cls.__pydantic_serializers__.values():
            if not item.fields and item.function is not None:
                function = item.function.__get__(model, cls)
                if item.mode == "wrap":
                    return self._call(function, lambda one: self._fields(one, include, exclude))
                return self.value(self._call(function))
        return self._fields(model, include, exclude)

    def _fields(self, model, include, exclude):
        cls = type(model)
        if getattr(cls, "__pydantic_root_model__", False):
            return self.value(model.root, include, exclude)
        result = {}
        items = [(name, value) for name, value in model.__dict__.items() if name in cls.__pydantic_fields__]
        items += (model.__pydantic_extra__ or {}).items()
        if not self.no_computed:
            items += [(name, PydanticUndefined) for name in cls.__pydantic_computed__]
        for name, value in items:
            inner = _narrowed(include, name)
            if include is not None and inner is None:
                continue
            left_out = _narrowed(exclude, name)
            if left_out is True:
                continue
            field = cls.__pydantic_fields__.get(name)
            alias = None
            if field is not None:
                if field.exclude:
                    continue
                if self.unset and name not in model.__pydantic_fields_set__:
                    continue
                if self.defaults and not field.is_required() and value == field.get_default(
                    call_default_factory=True
                ):
                    continue
                alias = field.serialization_alias
            elif value is PydanticUndefined:
                value = getattr(model, name)
                alias = cls.__pydantic_computed__[name].alias
            if self.none and value is None:
                continue
            key = alias if self.by_alias and alias else name
            result[key] = self._field(model, name, field, value, inner if inner is not True else None, left_out)
        return result

    def _field(self, model, name, field, value, include, exclude):
        for item in type(model).__pydantic_serializers__.values():
            if (name in item.fields or "*" in item.fields) and item.applies(self.json, value):
                function = item.function.__get__(model, type(model))
                self.info.field_name = name
                if item.mode == "wrap":
                    return self._call(function, value, lambda one, *_: self.value(one, include, exclude))
                value = self._call(function, value)
                return self.value(value) if self.json else value
        if field is not None and type(field.annotation).__module__.startswith("typing"):
            for mark in getattr(field.annotation, "__metadata__", ()):
                if type(mark).__name__ == "PlainSerializer" and mark.applies(self.json, value):
                    return self._call(mark.func, value)
                if type(mark).__name__ == "WrapSerializer" and mark.applies(self.json, value):
                    return self._call(mark.func, value, lambda one, *_: self.value(one, include, exclude))
        return self.value(value, include, exclude)

    def value(self, value, include=None, exclude=None):
        if isinstance(value, BaseModel):
            return self.model(value, include, exclude)
        if isinstance(value, dict):
            return {
                self.plain(key) if self.json else key: self.value(one, _inner(include, key), _inner(exclude, key))
                for key, one in value.items()
                if (include is None or _narrowed(include, key) is not None) and _narrowed(exclude, key) is not True
            }
        if isinstance(value, (list, tuple, set, frozenset)):
            kept = [
                self.value(one, _inner(include, index), _inner(exclude, index))
                for index, one in enumerate(value)
                if (include is None or _narrowed(include, index) is not None) and _narrowed(exclude, index) is not True
            ]
            if self.json:
                return kept
            if isinstance(value, tuple) and hasattr(type(value), "_fields"):
                return type(value)(*kept)
            return kept if type(value) is list else type(value)(kept)
        return self.plain(value) if self.json else value

    def plain(self, value):
        """A value that JSON has no form for, as pydantic writes it."""
        if value is None or isinstance(value, (bool, int, float)) or type(value) is str:
            return value.value if hasattr(type(value), "__members__") else value
        if isinstance(value, str):
            return value.value if hasattr(type(value), "__members__") else str(value)
        if isinstance(value, bytes):
            return value.decode()
        if hasattr(type(value), "__members__"):
            return self.plain(value.value)
        if hasattr(value, "get_secret_value"):
            return str(value)
        if hasattr(value, "isoformat"):
            text = value.isoformat()
            return text[:-6] + "Z" if text.endswith("+00:00") else text
        if hasattr(value, "total_seconds"):
            return _iso_duration(value)
        if hasattr(type(value), "__dataclass_fields__"):
            return {name: self.value(getattr(value, name)) for name in type(value).__dataclass_fields__}
        return str(value)


def _inner(selection, key):
    inner = _narrowed(selection, key)
    return None if inner is True else inner


def _iso_duration(value):
    total = value.days * 86400 + value.seconds
    sign = ""
    if total < 0:
        sign, value = "-", -value
    days, rest = value.days, value.seconds
    text = f"{days}D" if days else ""
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if value.microseconds:
        clock += f"{seconds}.{value.microseconds:06d}".rstrip("0") + "S"
    elif seconds:
        clock += f"{seconds}S"
    if clock or not text:
        text += "T" + (clock or "0S")
    return f"{sign}P{text}"


def to_plain(value, by_alias=True):
    return _Dump(True, by_alias=by_alias).value(value)


class RootModel(BaseModel):
    """A model that is one value."""

    __pydantic_root_model__ = True
    root: object

    def __init__(self, root=PydanticUndefined, /, **data):
        if data:
            root = data
        type(self)._validated({} if root is PydanticUndefined else {"root": root}, _v.Run(), self)

    def __class_getitem__(cls, item):
        namespace = {"__module__": cls.__module__, "__annotations__": {"root": item}}
        return type(cls)(f"{cls.__name__}[{getattr(item, '__name__', item)}]", (cls,), namespace)

    @classmethod
    def model_validate(cls, obj, **options):
        return obj if isinstance(obj, cls) else cls(obj)

    @classmethod
    def model_validate_json(cls, json_data, **options):
        import json

        return cls(json.loads(json_data))

    @classmethod
    def __pydantic_check__(cls, value, run):
        if isinstance(value, cls):
            return value
        return super().__pydantic_check__({"root": value}, run)


BaseModel.__parameters__ = ()


def create_model(model_name, /, *, __config__=None, __doc__=None, __base__=None, __module__=None, __validators__=None,
                 __cls_kwargs__=None, **fields):
    bases = __base__ or (BaseModel,)
    if not isinstance(bases, tuple):
        bases = (bases,)
    namespace = {"__module__": __module__ or sys._getframe(1).f_globals.get("__name__", "__main__"),
                 "__annotations__": {}}
    if __doc__:
        namespace["__doc__"] = __doc__
    if __config__:
        namespace["model_config"] = __config__
    namespace.update(__validators__ or {})
    for name, definition in fields.items():
        if isinstance(definition, tuple):
            namespace["__annotations__"][name], namespace[name] = definition
        else:
            namespace["__annotations__"][name] = definition
    return type(bases[0])(model_name, bases, namespace, **(__cls_kwargs__ or {}))


class TypeAdapter:
    """Validates values of any type."""

    def __init__(self, type, *, config=None, _parent_depth=2, module=None):
        self._type = type
        module = sys._getframe(1).f_globals.get("__name__")
        self._scope = _v.Scope(module, _defining_names(module))
        self._config = config or {}
        self._check = None

    def __class_getitem__(cls, item):
        return cls

    def validate_python(self, object, /, *, strict=None, from_attributes=None, context=None, **_):
        if self._check is None:
            self._check = _v.build(self._type, self._config, self._scope)
        try:
            return self._check.validate(object, _v.Run(context, from_attributes, strict))
        except Failure as error:
            raise ValidationError(self._check.name, error.items) from None

    def validate_json(self, data, /, **options):
        import json

        try:
            value = json.loads(data)
        except ValueError as error:
            raise ValidationError(str(self._type), failure("json_invalid", data, error=error).items) from None
        return self.validate_python(value, **options)

    def dump_python(self, instance, /, *, mode="python", by_alias=None, exclude_none=False, **_):
        return _Dump(mode == "json", None, by_alias, False, False, exclude_none).value(instance)

    def dump_json(self, instance, /, *, indent=None, by_alias=None, **_):
        import json

        return json.dumps(self.dump_python(instance, mode="json", by_alias=by_alias), indent=indent,
                          separators=None if indent else (",", ":"), ensure_ascii=False).encode()

    def rebuild(self, **_):
        self._check = None
        return None


def parse_obj_as(type_, obj, type_name=None):
    return TypeAdapter(type_).validate_python(obj)


def validate_call(func=None, /, *, config=None, validate_return=False):
    """Functions are called as they are: what a migration calls has been tested by its application."""
    return (lambda function: function) if func is None else func


