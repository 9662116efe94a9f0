from sqlalchemy import Column, ForeignKey, Integer, String, Text, func, select
from sqlalchemy.orm import (DeclarativeBase, Mapped, aliased, column_property, declared_attr, deferred, mapped_column,
                            relationship, synonym, undefer)


class Base(DeclarativeBase):
    pass


class Mixin:
    @declared_attr
    def text(cls):
        return deferred(Column(Text, nullable=False))

    @declared_attr
    def label(cls):
        return column_property(Column("label_name", String(12), index=True))


class A(Mixin, Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    big: Mapped[str] = mapped_column(Text, deferred=True, deferred_group="x")
    lazy = mapped_column(Text, deferred_raiseload=True)
    grouped = deferred(Column("g", Text), group="x")
    history: Mapped[int] = mapped_column(active_history=True)
    prop = column_property(Column("named", Integer, unique=True))
    total = column_property(func.length(big) + 1)
    same = synonym("history")


A.count = column_property(select(func.count(A.id)).scalar_subquery())
A.more = deferred(Column(String(2)))
target_metadata = Base.metadata
