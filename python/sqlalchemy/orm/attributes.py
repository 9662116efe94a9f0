"""Attributes of mapped classes."""

from limbeck.facade import unsupported


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
    """A column, or a property, on a class; its value on an instance."""

    def __init__(self, key, column):
        self.key = key
        self.column = column

    def __get__(self, instance, owner):
        if instance is None:
            return self.column
        if self.key not in instance.__dict__ and getattr(self.column, "_is_property", False):
            unsupported(f"what {owner.__name__}.{self.key} loads")
        return instance.__dict__.get(self.key)

    def __set__(self, instance, value):
        if self.key in _judged(type(instance)) or "set" in self.column.__dict__.get("_listeners", ()):
            unsupported(f"what listens to {type(instance).__name__}.{self.key} (@validates, an event)")
        instance.__dict__[self.key] = value
