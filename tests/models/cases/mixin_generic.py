"""Generic mixins and bases, functions that make mixins, classes that are made by functions."""
from typing import Generic, TypeVar

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

T = TypeVar("T")


class Base(DeclarativeBase):
    pass


class Keyed(Generic[T]):
    id: Mapped[int] = mapped_column(primary_key=True)
    payload: Mapped[str | None]


def owned_by(table, nullable=False):
    class Owned:
        owner_id: Mapped[int | None] = mapped_column(ForeignKey(f"{table}.id"), nullable=nullable, index=True)

    return Owned


def make(name, length):
    class Made(Base):
        __tablename__ = name
        id: Mapped[int] = mapped_column(primary_key=True)
        word: Mapped[str] = mapped_column(String(length))

    Made.__name__ = name.title()
    return Made


class User(Keyed[int], Base):
    __tablename__ = "user"


class Item(owned_by("user"), Keyed[str], Base):
    __tablename__ = "item"


class Free(owned_by("user", nullable=True), Base):
    __tablename__ = "free"
    id: Mapped[int] = mapped_column(primary_key=True)


Apple, Pear = make("apple", 5), make("pear", 4)
Dynamic = type("Dynamic", (Base,), {"__tablename__": "dynamic", "id": mapped_column(Integer, primary_key=True),
                                    "__annotations__": {"note": Mapped[str]}})
target_metadata = Base.metadata
