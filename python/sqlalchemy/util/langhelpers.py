"""Helpers of façades, and those that scripts import from sqlalchemy.util."""


class immutabledict(dict):
    def union(self, other=None, **kw):
        return immutabledict({**self, **(other or {}), **kw})


class memoized_property:
    def __init__(self, fget):
        self.fget = fget
        self.__name__ = fget.__name__

    def __get__(self, obj, cls):
        if obj is None:
            return self
        value = obj.__dict__[self.__name__] = self.fget(obj)
        return value


class classproperty(property):
    def __get__(self, instance, owner):
        return self.fget(owner)


def to_list(x, default=None):
    if x is None:
        return default
    return list(x) if isinstance(x, (list, tuple, set)) else [x]


def generic_repr(obj, additional_kw=(), to_inspect=None, omit_kwarg=()):
    """An object as a call of its class: the arguments of __init__ that attributes of the same names hold."""
    code, defaults = _signature(obj if to_inspect is None else to_inspect)
    names = code.co_varnames[1:code.co_argcount]
    positional = names[:len(names) - len(defaults)]
    parts = [repr(getattr(obj, name, None)) for name in positional]
    if code.co_flags & 4:  # *args
        several = code.co_varnames[code.co_argcount + code.co_kwonlyargcount]
        parts += [repr(value) for value in getattr(obj, several, ())]
    for name, default in [*zip(names[len(positional):], defaults), *additional_kw]:
        value = getattr(obj, name, default)
        if name not in omit_kwarg and value is not default and value != default:
            parts.append(f"{name}={value!r}")
    return f"{type(obj).__name__}({', '.join(parts)})"


def _signature(obj):
    function = type(obj).__init__
    code = getattr(function, "__code__", None)
    return (code, function.__defaults__ or ()) if code is not None else ((lambda self: None).__code__, ())
