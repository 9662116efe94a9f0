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
        self.uselist = uselist

    def dispatch_for(self, target, qualifier="default", replace=False):
        def decorate(function):
            self._registry[(target, qualifier)] = function
            return function

        return decorate

    def dispatch(self, obj, qualifier="default"):
        for kind in (type(obj) if not isinstance(obj, type) else obj).__mro__:
            for key in ((kind, qualifier), (kind, "default")):
                if key in self._registry:
                    return self._registry[key]
        raise ValueError(f"no dispatch function for object: {obj}")


PriorityDispatcher = Dispatcher


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
