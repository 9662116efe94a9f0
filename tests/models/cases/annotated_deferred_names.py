"""Annotations that name classes further down, and names under TYPE_CHECKING alone (as Python 3.14 allows)."""
from __future__ import annotations

import typing as t
import uuid as uuid_module
from datetime import date as Day

import sqlalchemy as sa
import sqlalchemy.orm as orm
from sqlalchemy.orm import Mapped as M

if t.TYPE_CHECKING:
    from nowhere import Nothing


class Base(orm.DeclarativeBase):
    pass


class First(Base):
    __tablename__ = "first"
    id: M[uuid_module.UUID] = orm.mapped_column(primary_key=True)
    day: M[Day]
    maybe: M[t.Optional[Day]]
    text: M[t.Annotated[str, orm.mapped_column(sa.String(3))]]
    seconds: orm.Mapped[t.List[Second]] = orm.relationship(back_populates="first")

    def method(self) -> Nothing:
        ...


class Second(Base):
    __tablename__ = "second"
    id: M[int] = orm.mapped_column(primary_key=True)
    first_id: M[uuid_module.UUID] = orm.mapped_column(sa.ForeignKey(First.id))
    first: M[First] = orm.relationship(back_populates="seconds")


target_metadata = Base.metadata
