"""Indexes and constraints of columns that get their table later."""
from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, String, Table, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

metadata = MetaData()
a, b = Column("a", Integer), Column("b", String)
Index("early", a, b.desc())
UniqueConstraint(a, b, name="both")
CheckConstraint(a > 3, name="over")
Table("t", metadata, Column("id", Integer, primary_key=True), a, b)


class Base(DeclarativeBase):
    metadata = metadata


class Model(Base):
    __tablename__ = "model"
    id: Mapped[int] = mapped_column(primary_key=True)
    x = mapped_column(Integer)
    y = mapped_column(String)
    ix = Index("of_class", x)
    lowered = Index("of_class_lower", func.lower(y), unique=True)
    unique = UniqueConstraint(x, y, name="pair")
    positive = CheckConstraint(x > 0, name="positive")


target_metadata = metadata
