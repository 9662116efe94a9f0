"""Abstract classes between the base and models, each with columns and directives."""
import datetime

from sqlalchemy import DateTime, Index, MetaData, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"})

    @declared_attr.directive
    def __tablename__(cls):
        return cls.__name__.lower()


class WithId(Base):
    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)


class Audited(WithId):
    __abstract__ = True
    created: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True), server_default=func.now(), sort_order=10)
    updated: Mapped[datetime.datetime | None] = mapped_column(onupdate=func.now(), sort_order=11)

    @declared_attr.directive
    def __table_args__(cls):
        return (Index(None, "created"), {"comment": f"audited {cls.__name__}"})


class SoftDeleted:
    deleted: Mapped[bool] = mapped_column(server_default="false", sort_order=5)


class One(Audited):
    name: Mapped[str]


class Two(SoftDeleted, Audited):
    title: Mapped[str] = mapped_column(String(9), index=True)


class Three(WithId, SoftDeleted):
    __tablename__ = "tres"
    value: Mapped[int]


target_metadata = Base.metadata
