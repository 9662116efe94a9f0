"""A mapped_column beside Annotated: which one counts."""
from typing import Annotated

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Integer, Numeric, Sequence, String, Text, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

full = Annotated[str, mapped_column(String(30), CheckConstraint("x <> ''", name="filled"), unique=True, default="a",
                                    server_default="b", onupdate="c", info={"a": 1}, doc="documented", sort_order=7,
                                    nullable=False)]
indexed = Annotated[int, mapped_column(index=True, comment="first", system=False)]
key = Annotated[int, mapped_column(Integer, Identity(always=True), primary_key=True, sort_order=-1)]
twice = Annotated[int, 3, mapped_column(Numeric(3)), mapped_column(String(4))]


class Base(DeclarativeBase):
    type_annotation_map = {indexed: Numeric(9)}


class T(Base):
    __tablename__ = "t"
    x: Mapped[full]
    a: Mapped[full] = mapped_column(Text, unique=False, server_default=text("'z'"), nullable=True, info={"b": 2})
    b: Mapped[indexed]
    c: Mapped[indexed] = mapped_column(index=False, comment="second")
    id: Mapped[key]
    d: Mapped[twice]
    e: Mapped[full | None] = mapped_column("named", sort_order=-3)


target_metadata = Base.metadata
