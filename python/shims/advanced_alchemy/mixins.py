"""Columns that models of Advanced Alchemy share."""

import datetime
import uuid

from sqlalchemy import Identity, Index, Sequence, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declarative_mixin, declared_attr, mapped_column

from .types import BigIntIdentity, DateTimeUTC


def _now():
    return datetime.datetime.now(datetime.timezone.utc)


@declarative_mixin
class SentinelMixin:
    __abstract__ = True

    @declared_attr
    def _sentinel(cls) -> Mapped[int]:
        return mapped_column(name="sa_orm_sentinel", insert_default=_nothing, _omit_from_statements=True,
                             insert_sentinel=True, use_existing_column=True, nullable=True, sort_order=3001)


def _nothing():
    return None


@declarative_mixin
class UUIDPrimaryKey(SentinelMixin):
    id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4, primary_key=True, sort_order=-100)


@declarative_mixin
class UUIDv6PrimaryKey(SentinelMixin):
    id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4, primary_key=True, sort_order=-100)


@declarative_mixin
class UUIDv7PrimaryKey(SentinelMixin):
    id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4, primary_key=True, sort_order=-100)


@declarative_mixin
class NanoIDPrimaryKey(SentinelMixin):
    id: Mapped[str] = mapped_column(default=uuid.uuid4, primary_key=True, sort_order=-100)


def _schema_of(cls):
    arguments = getattr(cls, "__table_args__", None)
    if isinstance(arguments, tuple) and arguments:
        arguments = arguments[-1]
    for known in (arguments, getattr(cls, "__table_kwargs__", None)):
        if isinstance(known, dict) and "schema" in known:
            return known["schema"]
    return None


@declarative_mixin
class BigIntPrimaryKey:
    @declared_attr
    def id(cls) -> Mapped[int]:
        schema = _schema_of(cls)
        return mapped_column(BigIntIdentity,
                             Sequence(f"{cls.__tablename__}_id_seq", optional=False, **({"schema": schema} if schema else {})),
                             primary_key=True, sort_order=-100)


@declarative_mixin
class IdentityPrimaryKey:
    @declared_attr
    def id(cls) -> Mapped[int]:
        return mapped_column(BigIntIdentity, Identity(start=1, increment=1), primary_key=True, sort_order=-100)


@declarative_mixin
class AuditColumns:
    created_at: Mapped[datetime.datetime] = mapped_column(DateTimeUTC(timezone=True), default=_now, sort_order=3002)
    updated_at: Mapped[datetime.datetime] = mapped_column(DateTimeUTC(timezone=True), default=_now, onupdate=_now,
                                                          sort_order=3003)


@declarative_mixin
class SlugKey:
    @declared_attr
    def slug(cls) -> Mapped[str]:
        return mapped_column(String(length=100), nullable=False)

    @staticmethod
    def _create_unique_slug_index(*_, **kwargs):
        return bool(kwargs["dialect"].name.startswith("spanner"))

    @staticmethod
    def _create_unique_slug_constraint(*_, **kwargs):
        return not kwargs["dialect"].name.startswith("spanner")

    @declared_attr.directive
    @classmethod
    def __table_args__(cls):
        return (
            UniqueConstraint(cls.slug, name=f"uq_{cls.__tablename__}_slug").ddl_if(
                callable_=cls._create_unique_slug_constraint),
            Index(f"ix_{cls.__tablename__}_slug_unique", cls.slug, unique=True).ddl_if(
                callable_=cls._create_unique_slug_index),
        )


class UniqueMixin:
    """What finds the row of a value belongs to the running application."""
