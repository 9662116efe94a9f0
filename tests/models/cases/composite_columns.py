"""Composites: their columns are the table's."""
import dataclasses

from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, composite, mapped_column


@dataclasses.dataclass
class Point:
    x: int
    y: int


@dataclasses.dataclass
class Place:
    street: str
    town: str | None


class Plain:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __composite_values__(self):
        return self.a, self.b


class Base(DeclarativeBase):
    pass


class Vertex(Base):
    __tablename__ = "vertices"
    id: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[Point] = composite(mapped_column("x1"), mapped_column("y1"))
    end: Mapped[Point] = composite(mapped_column("x2", index=True), mapped_column("y2", nullable=True))
    home: Mapped[Place] = composite(mapped_column("street", String(40)), mapped_column("town"))
    middle = composite(Plain, mapped_column("a", Integer), mapped_column("b", Integer))
    name: Mapped[str]
    px: Mapped[int]
    py: Mapped[int]
    p: Mapped[Point] = composite("px", "py")


target_metadata = Base.metadata
left_to_sqlalchemy = True
