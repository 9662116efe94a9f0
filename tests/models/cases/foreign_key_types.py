"""Columns that take the type of what they refer to."""
import enum

from sqlalchemy import BigInteger, Column, Enum, ForeignKey, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    type_annotation_map = {int: BigInteger}


class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    code = mapped_column(String(7), unique=True)


class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(ForeignKey("a.id"), primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey("a.code"))
    maybe: Mapped[int | None] = mapped_column(ForeignKey("c.id"))
    plain = Column(ForeignKey("c.id"))


class C(Base):
    __tablename__ = "c"
    id = mapped_column(Uuid, primary_key=True)
    d = Column(ForeignKey("b.plain"))


target_metadata = Base.metadata
