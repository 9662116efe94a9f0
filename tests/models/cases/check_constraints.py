"""Checks: of columns, tables, types, with expressions."""
from sqlalchemy import (Boolean, CheckConstraint, Column, Enum, Integer, MetaData, String, Table, and_, column, func, or_,
                        text)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int] = mapped_column(CheckConstraint("a > 0"))
    b: Mapped[int] = mapped_column(Integer, CheckConstraint("b > a", name="b_over_a"))
    c: Mapped[str] = mapped_column(String(9))
    flag = mapped_column(Boolean(create_constraint=True), nullable=False)
    named = mapped_column(Boolean(create_constraint=True, name="is_named"))
    kind = mapped_column(Enum("x", "it's", name="kinds", native_enum=False, create_constraint=True))
    __table_args__ = (
        CheckConstraint(and_(a > 1, b.is_not(None)), name="one"),
        CheckConstraint(or_(column("c") == "it's", func.length(c) < 5), name="two"),
        CheckConstraint(text("a % 2 = 0"), name="three"),
        CheckConstraint("c LIKE '%x'", name="four"),
        CheckConstraint(c.in_(["a", "b"]), name="five"),
        CheckConstraint(a.between(1, 10)),
    )


class Other(Base):
    __tablename__ = "other"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int]


CheckConstraint(Other.a < 100, name="outside")
target_metadata = Base.metadata
