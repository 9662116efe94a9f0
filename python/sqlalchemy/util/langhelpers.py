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


def warn(msg, code=None):
    import warnings

    from ..exc import SAWarning

    warnings.warn(msg, SAWarning, stacklevel=2)


def warn_deprecated(msg, version=None, stacklevel=3, code=None):
    pass


def deprecated(version, message=None, **kw):
    return lambda function: function
