"""Attributes of mapped classes."""

from limbeck.facade import unsupported


class QueryableAttribute:
    """Here for isinstance(); on a class, an attribute is the column itself."""

    def __class_getitem__(cls, item):
        return cls


class InstrumentedAttribute(QueryableAttribute):
    """A column, or a property, on a class; its values on instances are a matter of SQLAlchemy itself."""

    def __init__(self, key, column):
        self.key = key
        self.column = column

    def __get__(self, instance, owner):
        if instance is None:
            return self.column
        unsupported(f"{owner.__name__}.{self.key} of an instance")

    def __set__(self, instance, value):
        unsupported(f"{type(instance).__name__}.{self.key} of an instance")
