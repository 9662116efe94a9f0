"""Dataclasses whose values are validated."""


def dataclass(_cls=None, *, init=False, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, config=None,
              validate_on_init=None, kw_only=False, slots=False):
    import dataclasses

    from . import _validation
    from ._errors import Failure, ValidationError
    from .fields import FieldInfo

    def make(cls):
        for name in cls.__dict__.get("__annotations__", {}):
            value = cls.__dict__.get(name)
            if isinstance(value, FieldInfo):
                if value.default_factory is not None:
                    setattr(cls, name, dataclasses.field(default_factory=value.default_factory))
                elif value.is_required():
                    delattr(cls, name)
                else:
                    setattr(cls, name, value.default)
        made = dataclasses.dataclass(cls, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                                     kw_only=kw_only, slots=slots)
        plain_init = made.__init__
        checks = {}

        def __init__(self, *args, **kwargs):
            plain_init(self, *args, **kwargs)
            if not checks:
                scope = _validation.Scope.of(made)
                for field in dataclasses.fields(made):
                    checks[field.name] = _validation.build(field.type, dict(config or {}), scope)
            failures = []
            for name, check in checks.items():
                try:
                    object.__setattr__(self, name, check.validate(getattr(self, name), _validation.Run()))
                except Failure as error:
                    failures += error.at(name)
            if failures:
                raise ValidationError(made.__name__, failures)

        made.__init__ = __init__
        made.__pydantic_dataclass__ = True
        return made

    return make if _cls is None else make(_cls)


def rebuild_dataclass(cls, **_):
    return None


def is_pydantic_dataclass(cls):
    return "__pydantic_dataclass__" in getattr(cls, "__dict__", {})
