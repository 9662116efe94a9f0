"""Enum classes and literals."""
import enum
from typing import Literal, Optional

from sqlalchemy import Enum, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Colour(enum.Enum):
    RED = "red"
    GREEN = "green"
    ALSO_GREEN = "green"


class Size(str, enum.Enum):
    SMALL = "s"
    LARGE = "l"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


Status = Literal["new", "done", "cancelled"]


class Base(DeclarativeBase):
    type_annotation_map = {Status: Enum("new", "done", "cancelled", name="status", create_constraint=True,
                                        native_enum=False)}


class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    colour: Mapped[Colour]
    size: Mapped[Optional[Size]]
    level: Mapped[Level]
    status: Mapped[Status]
    maybe: Mapped[Optional[Status]]
    kind: Mapped[Literal["a", "bcd"]]
    word: Mapped[Optional[Literal["x", "yy"]]]
    values: Mapped[Colour] = mapped_column(Enum(Colour, values_callable=lambda e: [m.value for m in e], name="col"))
    text: Mapped[Size] = mapped_column(Enum(Size, native_enum=False, length=20))
    other: Mapped[str] = mapped_column(String(3))


target_metadata = Base.metadata
