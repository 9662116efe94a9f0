"""Relationships and the options of loading: kept, and without effect on a schema."""


class MapperProperty:
    _is_property = True
    key = parent = None

    def __init__(self, *args, **kw):
        self.args = args
        self.kw = kw
        self.info = kw.get("info") or {}

    def __class_getitem__(cls, item):
        return cls

    # Conditions on a relationship are built when a class is made, and never sent.
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self.kw.get(name)


class Relationship(MapperProperty):
    @property
    def argument(self):
        return self.args[0] if self.args else self.kw.get("argument")


RelationshipProperty = Relationship


class Synonym(MapperProperty):
    pass


SynonymProperty = Synonym


class Composite(MapperProperty):
    pass


CompositeProperty = Composite


class ColumnProperty(MapperProperty):
    @property
    def columns(self):
        return list(self.args)


MappedSQLExpression = ColumnProperty


def relationship(argument=None, secondary=None, **kw):
    kw["secondary"] = secondary
    return Relationship(argument, **kw)


def dynamic_loader(argument=None, **kw):
    return Relationship(argument, **kw)


def backref(name, **kw):
    return name, kw


def column_property(column, *additional, **kw):
    from ..schema import Column

    if isinstance(column, Column):
        return column
    return ColumnProperty(column, *additional, **kw)


def deferred(column, *additional, **kw):
    return column_property(column, *additional)


def query_expression(default_expr=None, **kw):
    return ColumnProperty(**kw)


def synonym(name, **kw):
    return Synonym(name, **kw)


def synonym_for(name, map_column=False):
    return lambda function: Synonym(name)


def composite(class_or_attr=None, *attrs, **kw):
    return Composite(class_or_attr, *attrs, **kw)


def validates(*names, **kw):
    return lambda function: function


def reconstructor(function):
    return function


def foreign(expr):
    return expr


remote = foreign


class Load:
    """An option of a query; options chain."""

    def __init__(self, *args, **kw):
        pass

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Load


class Bundle:
    def __init__(self, name, *exprs, **kw):
        self.name, self.exprs = name, exprs


joinedload = selectinload = subqueryload = lazyload = immediateload = noload = raiseload = contains_eager = Load
defaultload = load_only = defer = undefer = undefer_group = with_expression = with_loader_criteria = Load
selectin_polymorphic = Load
