"""Mixins: the order of columns, overriding, copies."""
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class HasId:
    id: Mapped[int] = mapped_column(primary_key=True)


class Stamped:
    made = Column(DateTime, server_default=func.now(), nullable=False)
    changed: Mapped[str | None] = mapped_column(index=True)
    only_said: Mapped[int]


class Owned:
    @declared_attr
    def owner_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("owner.id"), nullable=False)

    @declared_attr
    def owner(cls) -> Mapped["Owner"]:
        return relationship("Owner")

    fixed: Mapped[int] = mapped_column(ForeignKey("owner.id", ondelete="CASCADE"), unique=True)


class Owner(HasId, Base):
    __tablename__ = "owner"


class First(HasId, Stamped, Owned, Base):
    __tablename__ = "first"
    name: Mapped[str]


class Second(Owned, Stamped, HasId, Base):
    __tablename__ = "second"
    changed: Mapped[int]
    made = Column(String(8))
    name: Mapped[str]


target_metadata = Base.metadata
