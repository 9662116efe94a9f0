"""Stand-in for typing_extensions: typing's own names, and what later Pythons have added to them."""

import typing as _typing
from typing import *  # noqa: F401,F403
from typing import (Any, Annotated, Concatenate, ForwardRef, Generic, LiteralString, Never, NotRequired,  # noqa: F401
                    ParamSpec, ParamSpecArgs, ParamSpecKwargs, Required, Self, TypeGuard, TypeVarTuple, Unpack,
                    assert_never, assert_type, clear_overloads, dataclass_transform, get_overloads, get_type_hints,
                    is_typeddict, reveal_type)

__version__ = "4.16.0"


class NoDefaultType:
    pass


NoDefault = NoDefaultType()


def TypeVar(name, *constraints, bound=None, covariant=False, contravariant=False, default=NoDefault, infer_variance=False):
    made = _typing.TypeVar(name, *constraints, bound=bound, covariant=covariant, contravariant=contravariant)
    made.__default__ = default
    return made


class TypeAliasType:
    """What `type X = …` makes."""

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__value__ = value
        self.__type_params__ = type_params
        self.__module__ = None

    def __getitem__(self, parameters):
        return _typing._GenericAlias(self, parameters if isinstance(parameters, tuple) else (parameters,))

    def __or__(self, other):
        return _typing.Union[self, other]

    def __ror__(self, other):
        return _typing.Union[other, self]

    def __call__(self):
        raise TypeError("Type alias is not callable")  # typing takes what can be called for a type

    def __repr__(self):
        return self.__name__


def override(function):
    try:
        function.__override__ = True
    except (AttributeError, TypeError):
        pass
    return function


class deprecated:
    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        self.message = message

    def __call__(self, decorated):
        return decorated


class Doc:
    def __init__(self, documentation, /):
        self.documentation = documentation


class _Form:
    def __init__(self, name):
        self._name = name

    def __getitem__(self, parameters):
        return _typing.Any

    def __repr__(self):
        return f"typing_extensions.{self._name}"


TypeIs, TypeForm = _Form("TypeIs"), _Form("TypeForm")


class _ReadOnly:
    def __getitem__(self, item):
        return item


ReadOnly = _ReadOnly()


class Buffer:
    pass


class Sentinel:
    def __init__(self, name, repr=None):
        self._name = name

    def __repr__(self):
        return f"<{self._name}>"


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=1):
    return dict(getattr(obj, "__annotations__", {}))


def get_original_bases(cls, /):
    return cls.__dict__.get("__orig_bases__", cls.__bases__)


def get_protocol_members(cls, /):
    return frozenset(getattr(cls, "__protocol_attrs__", ()))


def is_protocol(cls, /):
    return bool(getattr(cls, "_is_protocol", False))


class CapsuleType:
    pass


Type, Text, AnyStr = _typing.Type, _typing.Text, _typing.AnyStr
