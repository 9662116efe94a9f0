"""Declarative models; sessions by name, for those are SQLAlchemy's own work."""

from limbeck.facade import unknown_names, unsupported

from . import exc
from .decl import (DCTransformDeclarative, DeclarativeAttributeIntercept, DeclarativeBase, DeclarativeBaseNoMeta,
                   DeclarativeMeta, DynamicMapped, InstrumentedAttribute, Mapped, MappedAsDataclass, MappedColumn, Mapper,
                   MapperProperty, QueryableAttribute, Unmapped, WriteOnlyMapped, add_mapped_attribute, as_declarative,
                   configure_mappers, declarative_base, declarative_mixin, declared_attr, has_inherited_table,
                   mapped_as_dataclass, mapped_column, registry, unmapped_column)
from .relationships import (ColumnProperty, Relationship, RelationshipProperty, Synonym, SynonymProperty, backref,
                            column_property, composite, deferred, dynamic_loader, foreign, query_expression,
                            reconstructor, relationship, remote, synonym, validates)
from .session import Query, Session, close_all_sessions, scoped_session, sessionmaker
from ..sql import join, outerjoin

__getattr__ = unknown_names(__name__)

PropComparator = QueryableAttribute


def class_mapper(class_):
    return class_.__mapper__


def object_mapper(instance):
    return type(instance).__mapper__


def mapper(*args, **kw):
    """Whom listeners name that want to hear of all mappers."""
    unsupported("orm.mapper()")
