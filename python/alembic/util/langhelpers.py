class immutabledict(dict):
    def union(self, other):
        return immutabledict({**self, **other})

    def __repr__(self):
        return f"immutabledict({dict.__repr__(self)})"


class memoized_property:
    def __init__(self, fget):
        self.fget = fget
        self.__name__ = fget.__name__

    def __get__(self, obj, cls):
        if obj is None:
            return self
        value = obj.__dict__[self.__name__] = self.fget(obj)
        return value


class Dispatcher:
    """Functions by the class of what they are for."""

    def __init__(self, uselist=False):
        self._registry = {}

    def dispatch_for(self, target, *, qualifier="default", replace=False):
        def decorate(function):
            if (target, qualifier) in self._registry and not replace:
                raise ValueError(f"Can not set dispatch function for object {target!r}: key already exists. To replace "
                                 "existing function, use replace=True.")
            self._registry[(target, qualifier)] = function
            return function

        return decorate

    def dispatch(self, obj, qualifier="default"):
        targets = [obj] if isinstance(obj, str) else obj.__mro__ if isinstance(obj, type) else type(obj).__mro__
        for kind in targets:
            for key in ((kind, qualifier), (kind, "default")):
                if key in self._registry:
                    return self._registry[key]
        raise ValueError(f"no dispatch function for object: {obj}")

    def branch(self):
        made = type(self)()
        made._registry.update(self._registry)
        return made


class PriorityDispatcher:
    """Functions that packages register for a part of the comparison. limbeck compares by itself, and says so where there
    are any."""

    def __init__(self):
        self._registry = {}

    def dispatch_for(self, target, *, priority=None, qualifier="default", subgroup=None):
        def decorate(function):
            self._registry.setdefault((target, qualifier), []).append(function)
            return function

        return decorate

    def branch(self):
        made = type(self)()
        made._registry.update({key: list(functions) for key, functions in self._registry.items()})
        return made

    def _functions(self):
        return [function for functions in self._registry.values() for function in functions]


def to_list(x, default=None):
    if x is None:
        return default
    if isinstance(x, str) or not hasattr(x, "__iter__"):
        return [x]
    return list(x)


def to_tuple(x, default=None):
    found = to_list(x)
    return default if found is None else tuple(found)


def rev_id():
    import uuid

    return uuid.uuid4().hex[-12:]
