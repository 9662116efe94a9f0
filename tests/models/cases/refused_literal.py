"""A Literal of numbers has no type."""
from typing import Literal

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    b: Mapped[Literal[1, 2]]


target_metadata = Base.metadata
left_to_sqlalchemy = True
