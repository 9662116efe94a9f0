from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, List, Optional

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

if TYPE_CHECKING:
    from collections.abc import Sequence

    from elsewhere import Nothing

key = Annotated[int, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[key]
    name: Mapped[Optional[str]] = mapped_column(String(20))
    when: Mapped[datetime.datetime | None]
    children: Mapped[List[Child]] = relationship(back_populates="parent")

    @property
    def first(self) -> Nothing:
        return None


class Child(Base):
    __tablename__ = "child"
    id: Mapped[key]
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Parent] = relationship(back_populates="children")


target_metadata = Base.metadata
