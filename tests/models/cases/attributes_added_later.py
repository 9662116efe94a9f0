"""Columns given to a class after it was made."""
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declarative_base, mapped_column


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)


A.late = Column(String(3), index=True)
A.later = mapped_column(Integer)
A.named = mapped_column("with_name", Integer, unique=True)
Old = declarative_base()


class B(Old):
    __tablename__ = "b"
    id = Column(Integer, primary_key=True)


B.late = Column("x", String(3))
target_metadata = [Base.metadata, Old.metadata]
