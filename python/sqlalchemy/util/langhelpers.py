from collections import OrderedDict


class immutabledict(dict):
    def union(self, other=None, **kw):
        return immutabledict({**self, **(other or {}), **kw})


class OrderedSet(dict):
    def __init__(self, items=()):
        super().__init__((item, None) for item in items)

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class memoized_property:
    def __init__(self, fget, doc=None):
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


hybridproperty = classproperty


def symbol(name, doc=None, canonical=None):
    return name


def asbool(obj):
    if isinstance(obj, str):
        return obj.strip().lower() in ("true", "yes", "on", "y", "t", "1")
    return bool(obj)


def asint(value):
    return None if value is None else int(value)


def b(s):
    return s.encode("latin-1")


def to_list(x, default=None):
    if x is None:
        return default
    return list(x) if isinstance(x, (list, tuple, set)) else [x]


def flatten_iterator(x):
    for item in x:
        if isinstance(item, (list, tuple)):
            yield from flatten_iterator(item)
        else:
            yield item


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


def warn(msg, code=None):
    import warnings

    from ..exc import SAWarning

    warnings.warn(msg, SAWarning, stacklevel=2)


def warn_deprecated(msg, version=None, stacklevel=3, code=None):
    pass


def deprecated(version, message=None, **kw):
    return lambda function: function
