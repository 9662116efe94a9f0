"""Declarative models, and sessions as far as migrations use them."""

from .decl import (DCTransformDeclarative, DeclarativeAttributeIntercept, DeclarativeBase, DeclarativeBaseNoMeta,
                   DeclarativeMeta, DynamicMapped, InstanceState, InstrumentedAttribute, Mapped, MappedAsDataclass,
                   MappedColumn, Mapper, MapperProperty, QueryableAttribute, Unmapped, WriteOnlyMapped,
                   add_mapped_attribute, as_declarative, clear_mappers, configure_mappers, declarative_base,
                   declarative_mixin, declared_attr, has_inherited_table, mapped_as_dataclass, mapped_column,
                   mapper_registry_of, orm_insert_sentinel, registry, unmapped_column, unmapped_dataclass)
from .relationships import (Bundle, ColumnProperty, Composite, CompositeProperty, Load, Relationship,
                            RelationshipProperty, Synonym, SynonymProperty, backref, column_property, composite,
                            contains_eager, defaultload, defer, deferred, dynamic_loader, foreign, immediateload,
                            joinedload, lazyload, load_only, noload, query_expression, raiseload, reconstructor,
                            relationship, remote, selectin_polymorphic, selectinload, subqueryload, synonym, synonym_for,
                            undefer, undefer_group, validates, with_expression, with_loader_criteria)
from .session import (Query, Session, SessionTransaction, aliased, close_all_sessions, create_session, make_transient,
                      object_session, scoped_session, sessionmaker, with_polymorphic)
from .collections import (KeyFuncDict, MappedCollection, attribute_keyed_dict, attribute_mapped_collection,
                          column_keyed_dict, column_mapped_collection, keyfunc_mapping, mapped_collection)
from . import attributes, collections, exc
from ..sql import join, outerjoin

AttributeEvents = InstanceEvents = MapperEvents = SessionEvents = object
PropComparator = ORMDescriptor = InspectionAttr = QueryableAttribute
MappedSQLExpression = ColumnProperty
NO_VALUE = attributes.NO_VALUE
ORMExecuteState = UOWTransaction = object
MANYTOONE, ONETOMANY, MANYTOMANY = "MANYTOONE", "ONETOMANY", "MANYTOMANY"
RelationshipDirection = str


def class_mapper(class_, configure=True):
    return class_.__mapper__


def object_mapper(instance):
    return type(instance).__mapper__


def mapper(*args, **kw):
    from ..exc import InvalidRequestError

    raise InvalidRequestError("The 'sqlalchemy.orm.mapper()' function is removed as of SQLAlchemy 2.0.  Use the "
                              "'sqlalchemy.orm.registry.map_imperatively()' method instead.")
