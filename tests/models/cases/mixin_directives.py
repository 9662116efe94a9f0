"""Mixins with __tablename__, __table_args__, __mapper_args__."""
from sqlalchemy import CheckConstraint, Column, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower()

    __table_args__ = {"schema": "base"}


class Checked:
    @declared_attr.directive
    def __table_args__(cls):
        return (Index(f"ix_{cls.__tablename__}_value", "value"), UniqueConstraint("value", name=f"u_{cls.__name__}"),
                {"comment": cls.__name__})

    value: Mapped[int]


class Fixed:
    __table_args__ = {"comment": "fixed"}


class One(Base):
    id: Mapped[int] = mapped_column(primary_key=True)


class Two(Checked, Base):
    id: Mapped[int] = mapped_column(primary_key=True)


class Three(Fixed, Base):
    id: Mapped[int] = mapped_column(primary_key=True)


class Four(Checked, Base):
    __tablename__ = "vier"
    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr.directive
    def __table_args__(cls):
        return (*super().__table_args__[:-1], CheckConstraint("value > 1", name="one"), {"schema": "four"})


target_metadata = Base.metadata
