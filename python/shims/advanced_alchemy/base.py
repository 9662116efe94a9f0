"""The bases of models: they name their tables by their classes."""

import datetime
import re
import uuid

from sqlalchemy import Date, MetaData, String
from sqlalchemy.ext.asyncio import AsyncAttrs
from sqlalchemy.orm import DeclarativeBase, declared_attr
from sqlalchemy.orm import registry as SQLAlchemyRegistry

from .mixins import (AuditColumns, BigIntPrimaryKey, IdentityPrimaryKey, NanoIDPrimaryKey, UUIDPrimaryKey,
                     UUIDv6PrimaryKey, UUIDv7PrimaryKey)
from .types import GUID, DateTimeUTC, FileObject, FileObjectList, JsonB, StoredObject

convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
table_name_regexp = re.compile("((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))")


def merge_table_arguments(cls, table_args=None):
    """The __table_args__ of all bases of a class, and more."""
    positional, keywords = [], {}
    given = [getattr(super(base, cls), "__table_args__", None) for base in cls.__bases__]
    for arguments in (*given, table_args):
        if not arguments:
            continue
        if isinstance(arguments, dict):
            keywords.update(arguments)
        elif isinstance(arguments[-1], dict):
            positional += arguments[:-1]
            keywords.update(arguments[-1])
        else:
            positional += arguments
    if not positional:
        return keywords
    return (*positional, keywords) if keywords else tuple(positional)


def model_to_dict(instance, exclude=None):
    return {name: getattr(instance, name) for name in type(instance).__mapper__.columns.keys()
            if name not in (exclude or ()) and name not in ("sa_orm_sentinel", "_sentinel")}


class BasicAttributes:
    def to_dict(self, exclude=None):
        return model_to_dict(self, exclude)


def _maps_polymorphic(cls):
    arguments = getattr(cls, "__mapper_args__", None)
    return isinstance(arguments, dict) and "polymorphic_on" in arguments


class CommonTableAttributes(BasicAttributes):
    def __init_subclass__(cls, **kwargs):
        own = cls.__dict__.get("__mapper_args__")
        own = own if isinstance(own, dict) else {}
        if "__tablename__" not in cls.__dict__ and not own.get("concrete", False) and "polymorphic_on" not in own and \
                any(_maps_polymorphic(parent) for parent in cls.__mro__[1:]):
            cls.__tablename__ = None  # rows of the class live in the table of the one above
        super().__init_subclass__(**kwargs)

    @declared_attr.directive
    @classmethod
    def __tablename__(cls):
        if "__tablename__" in cls.__dict__:
            return cls.__dict__["__tablename__"]
        arguments = getattr(cls, "__mapper_args__", {})
        arguments = arguments if isinstance(arguments, dict) else {}
        if not arguments.get("concrete", False) and "polymorphic_on" not in arguments and \
                any(_maps_polymorphic(parent) for parent in cls.__mro__[1:]):
            return None
        return table_name_regexp.sub(r"_\1", cls.__name__).lower()


def create_registry(custom_annotation_map=None):
    types = {
        uuid.UUID: GUID, datetime.datetime: DateTimeUTC, datetime.date: Date, dict: JsonB,
        dict[str, str]: JsonB, FileObject: StoredObject, FileObjectList: StoredObject,
    }
    import typing

    types[dict[str, typing.Any]] = JsonB
    from pydantic import AnyHttpUrl, AnyUrl, EmailStr, IPvAnyAddress, IPvAnyInterface, IPvAnyNetwork, Json

    types.update({EmailStr: String, AnyUrl: String, AnyHttpUrl: String, Json: JsonB, IPvAnyAddress: String,
                  IPvAnyInterface: String, IPvAnyNetwork: String})
    types.update(custom_annotation_map or {})
    return SQLAlchemyRegistry(metadata=MetaData(naming_convention=convention), type_annotation_map=types)


orm_registry = create_registry()


class MetadataRegistry:
    """The metadata of each bind key."""

    _known = {None: orm_registry.metadata}

    def get(self, bind_key=None):
        return self._known.setdefault(bind_key, MetaData(naming_convention=convention))

    def set(self, bind_key, metadata):
        self._known[bind_key] = metadata

    __getitem__ = get
    __setitem__ = set

    def __iter__(self):
        return iter(self._known)

    def __contains__(self, bind_key):
        return bind_key in self._known


metadata_registry = MetadataRegistry()


class AdvancedDeclarativeBase(DeclarativeBase):
    registry = orm_registry
    __abstract__ = True
    __metadata_registry__ = metadata_registry
    __bind_key__ = None

    def __init_subclass__(cls, **kwargs):
        bind_key = getattr(cls, "__bind_key__", None)
        if bind_key is not None:
            cls.metadata = cls.__metadata_registry__.get(bind_key)
        super().__init_subclass__(**kwargs)


class UUIDBase(UUIDPrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class UUIDAuditBase(CommonTableAttributes, UUIDPrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class UUIDv6Base(UUIDv6PrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class UUIDv6AuditBase(CommonTableAttributes, UUIDv6PrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class UUIDv7Base(UUIDv7PrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class UUIDv7AuditBase(CommonTableAttributes, UUIDv7PrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class NanoIDBase(NanoIDPrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class NanoIDAuditBase(CommonTableAttributes, NanoIDPrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class BigIntBase(BigIntPrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class BigIntAuditBase(CommonTableAttributes, BigIntPrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class IdentityBase(IdentityPrimaryKey, CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class IdentityAuditBase(CommonTableAttributes, IdentityPrimaryKey, AuditColumns, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class DefaultBase(CommonTableAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True


class SQLQuery(BasicAttributes, AdvancedDeclarativeBase, AsyncAttrs):
    __abstract__ = True
    __allow_unmapped__ = True
