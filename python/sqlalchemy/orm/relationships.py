"""Relationships and other properties: kept, and without effect on a schema but for the columns that they bring."""

from limbeck.facade import unsupported

from ..schema import Column


class MapperProperty:
    _is_property = True
    _is_relationship = False
    key = parent = None

    def __init__(self, *args, **kw):
        self.args = args
        self.kw = kw
        self.info = kw.get("info") or {}

    def __class_getitem__(cls, item):
        return cls

    def declared_columns(self):
        """The columns that it brings to the table."""
        return [column for column in self.args if isinstance(column, Column) and column.table is None]


class Relationship(MapperProperty):
    _is_relationship = True

    def declared_columns(self):
        return []


class ColumnProperty(MapperProperty):
    pass


class Synonym(MapperProperty):
    pass


RelationshipProperty, SynonymProperty = Relationship, Synonym


def relationship(argument=None, secondary=None, **kw):
    return Relationship(argument, secondary=secondary, **kw)


dynamic_loader = relationship


def backref(name, **kw):
    return name, kw


def column_property(column, *additional, **kw):
    return column if isinstance(column, Column) and not additional else ColumnProperty(column, *additional, **kw)


deferred = column_property


def query_expression(default_expr=None, **kw):
    return ColumnProperty(**kw)


def synonym(name, **kw):
    return Synonym(name, **kw)


def composite(*args, **kw):
    unsupported("composite()")


def validates(*names, **kw):
    return lambda function: function


def reconstructor(function):
    return function


def foreign(expr):
    return expr


remote = foreign
