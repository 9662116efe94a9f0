"""Classes with __table__, and reflectless overriding."""
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData()


class A(Base):
    __table__ = Table("a", Base.metadata, Column("id", Integer, primary_key=True), Column("user_name", String(9)))
    name = __table__.c.user_name
    other: Mapped[str]


b = Table("b", Base.metadata, Column("x", Integer), Column("y", Integer))


class B(Base):
    __table__ = b
    __mapper_args__ = {"primary_key": [b.c.x, b.c.y]}


target_metadata = Base.metadata
