"""The bases of models: they name their tables, and choose their metadata by __bind_key__."""

import re

import sqlalchemy
from sqlalchemy import orm

from .query import Query


class _QueryProperty:
    def __get__(self, instance, owner):
        return owner.query_class(owner, session=owner.__fsa__.session())


class Model:
    query_class = Query
    query = _QueryProperty()


def _use_bind(cls):
    if "metadata" in cls.__dict__ or "__table__" in cls.__dict__ or not hasattr(cls, "__fsa__"):
        return
    metadata = cls.__fsa__._make_metadata(getattr(cls, "__bind_key__", None))
    if metadata is not getattr(cls, "metadata", None):
        cls.metadata = metadata


class BindMixin:
    @classmethod
    def __init_subclass__(cls, **kwargs):
        if "metadata" not in cls.__dict__ and "__table__" not in cls.__dict__ and hasattr(cls, "__bind_key__"):
            metadata = cls.__fsa__._make_metadata(cls.__bind_key__)
            if metadata is not getattr(cls, "metadata", None):
                cls.metadata = metadata
        super().__init_subclass__(**kwargs)


class NameMixin:
    @classmethod
    def __init_subclass__(cls, **kwargs):
        _name(cls)
        super().__init_subclass__(**kwargs)
        _without_empty_table(cls)

    @classmethod
    def __table_cls__(cls, *args, **kwargs):
        return _table_of(cls, *args, **kwargs)


class BindMetaMixin(type):
    def __init__(cls, name, bases, namespace, **kwargs):
        _use_bind(cls)
        super().__init__(name, bases, namespace, **kwargs)


class NameMetaMixin(type):
    def __init__(cls, name, bases, namespace, **kwargs):
        _name(cls)
        super().__init__(name, bases, namespace, **kwargs)
        _without_empty_table(cls)

    def __table_cls__(cls, *args, **kwargs):
        return _table_of(cls, *args, **kwargs)


class DefaultMeta(BindMetaMixin, NameMetaMixin, orm.DeclarativeMeta):
    pass


class DefaultMetaNoName(BindMetaMixin, orm.DeclarativeMeta):
    pass


def _name(cls):
    if should_set_tablename(cls):
        cls.__tablename__ = camel_to_snake_case(cls.__name__)


def _without_empty_table(cls):
    if "__tablename__" not in cls.__dict__ and "__table__" in cls.__dict__ and cls.__dict__["__table__"] is None:
        del cls.__table__


def _table_of(cls, *args, **kwargs):
    """The table of a class; None where it lives in the table of the class above: it has no key of its own."""
    schema = kwargs.get("schema")
    if (args[0] if schema is None else f"{schema}.{args[0]}") in cls.metadata.tables:
        return sqlalchemy.Table(*args, **kwargs)
    for item in args:
        if isinstance(item, sqlalchemy.Column) and item.primary_key or isinstance(item, sqlalchemy.PrimaryKeyConstraint):
            return sqlalchemy.Table(*args, **kwargs)
    if not any("__table__" in base.__dict__ for base in cls.__mro__[1:-1]):
        return sqlalchemy.Table(*args, **kwargs)
    if "__tablename__" in cls.__dict__:
        del cls.__tablename__
    return None


def should_set_tablename(cls):
    """Whether no class before it names the table already."""
    declarative = (orm.DeclarativeBase, orm.DeclarativeBaseNoMeta)
    if cls.__dict__.get("__abstract__", False) or any(base in declarative for base in cls.__bases__):
        return False
    if not issubclass(cls, declarative) and not any(isinstance(base, orm.DeclarativeMeta) for base in cls.__mro__[1:]):
        return False
    for base in cls.__mro__:
        if "__tablename__" not in base.__dict__:
            continue
        if isinstance(base.__dict__["__tablename__"], orm.declared_attr):
            return False
        return not (base is cls or base.__dict__.get("__abstract__", False) or
                    not (isinstance(base, orm.DeclarativeMeta) or issubclass(base, declarative)))
    return True


def camel_to_snake_case(name):
    return re.sub(r"((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))", r"_\1", name).lower().lstrip("_")


class TableWithMetadata(sqlalchemy.Table):
    """db.Table: without a metadata it takes that of its bind."""

    def __new__(cls, *args, **kwargs):
        if not args and not kwargs:
            return super().__new__(cls)
        args, kwargs = cls._with_metadata(args, kwargs)
        return super().__new__(cls, *args, **kwargs)

    def __init__(self, *args, **kwargs):
        args, kwargs = self._with_metadata(args, kwargs)
        super().__init__(*args, **kwargs)

    @classmethod
    def _with_metadata(cls, args, kwargs):
        kwargs = dict(kwargs)
        bind_key = kwargs.pop("bind_key", None)
        if len(args) < 2 or not isinstance(args[1], sqlalchemy.MetaData):
            args = (args[0], cls._db._make_metadata(bind_key), *args[1:])
        return args, kwargs
