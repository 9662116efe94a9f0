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
