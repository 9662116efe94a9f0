"""__table_cls__ and __init_subclass__ of the base."""
from sqlalchemy import Column, Integer, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    @classmethod
    def __table_cls__(cls, name, metadata, *args, **kw):
        kw.setdefault("comment", f"made for {cls.__name__}")
        return Table(f"app_{name}", metadata, *args, **kw)

    def __init_subclass__(cls, **kw):
        if "__tablename__" not in cls.__dict__:
            cls.__tablename__ = cls.__name__.lower() + "s"
        super().__init_subclass__(**kw)


class Dog(Base):
    id: Mapped[int] = mapped_column(primary_key=True)


class Cat(Base):
    __tablename__ = "katze"
    id: Mapped[int] = mapped_column(primary_key=True)


target_metadata = Base.metadata
