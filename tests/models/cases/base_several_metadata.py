"""Abstract bases with a metadata each."""
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class One(Base):
    __abstract__ = True
    metadata = MetaData(schema="one")


class Two(Base):
    __abstract__ = True
    metadata = MetaData(schema="two")


class A(One):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)


class B(Two):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)


class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)


target_metadata = [Base.metadata, One.metadata, Two.metadata]
