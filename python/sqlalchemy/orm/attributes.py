"""Attributes of mapped classes, and the state of their instances."""

from limbeck.facade import unsupported

NO_VALUE = object()


def _judged(cls):
    """The attributes of a class whose values @validates judges or changes."""
    found = cls.__dict__.get("_limbeck_judged")
    if found is None:
        found = frozenset(name for base in cls.__mro__ for value in base.__dict__.values()
                          for name in getattr(value, "_limbeck_validates", ()))
        type.__setattr__(cls, "_limbeck_judged", found)
    return found


class QueryableAttribute:
    """Here for isinstance(); on a class, an attribute is the column itself."""

    def __class_getitem__(cls, item):
        return cls


class InstrumentedAttribute(QueryableAttribute):
    """A column on a class, its value on an instance."""

    def __init__(self, key, column):
        self.key = key
        self.column = column

    def __get__(self, instance, owner):
        if instance is None:
            return self.column
        return instance.__dict__.get(self.key)

    def __set__(self, instance, value):
        if self.key in _judged(type(instance)) or "set" in self.column.__dict__.get("_listeners", ()):
            unsupported(f"what listens to {type(instance).__name__}.{self.key} (@validates, an event)")
        instance.__dict__[self.key] = value
        instance._sa_instance_state.changed.add(self.key)

    def __delete__(self, instance):
        instance.__dict__.pop(self.key, None)


class _RelatedAttribute:
    def __init__(self, key, prop):
        self.key = key
        self.property = prop

    def __get__(self, instance, owner):
        if instance is None:
            return self.property
        if self.key not in instance.__dict__:
            if self.property.leads_to_many():
                instance.__dict__[self.key] = []
        return instance.__dict__.get(self.key)

    def __set__(self, instance, value):
        instance.__dict__[self.key] = value


class InstanceState:
    def __init__(self, instance):
        self.object = instance
        self.changed = set()
        self.owners = {}
        self.persistent = False
        self.session = None
        self.identity = None
        self.mapper = type(instance).__mapper__

    @property
    def transient(self):
        return not self.persistent

    @property
    def attrs(self):
        return self.mapper.attrs


class _State:
    """The state of an instance, made when it is first asked for."""

    def __get__(self, instance, owner):
        if instance is None:
            return self
        found = instance.__dict__.get("_sa_state")
        if found is None:
            found = instance.__dict__["_sa_state"] = InstanceState(instance)
        return found


def flag_modified(instance, key):
    instance._sa_instance_state.changed.add(key)


def set_attribute(instance, key, value):
    setattr(instance, key, value)


def get_history(instance, key):
    value = getattr(instance, key)
    return ((), (value,), ())


def get_attribute(instance, key):
    return getattr(instance, key)


set_committed_value = set_attribute
