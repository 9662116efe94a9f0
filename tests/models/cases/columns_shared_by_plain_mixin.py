"""Plain attributes, hybrids and properties on mixins hide columns or not."""
from sqlalchemy import Column, Integer, String
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    pass


class Mixin:
    a = Column(Integer)
    b: Mapped[int]
    c = Column(Integer)
    limit = 3

    @property
    def computed(self):
        return 1

    @hybrid_property
    def twice(self):
        return self.a * 2


class Hiding(Mixin):
    c = None

    @property
    def b(self):
        return 4


class One(Mixin, Base):
    __tablename__ = "one"
    id: Mapped[int] = mapped_column(primary_key=True)


class Two(Hiding, Base):
    __tablename__ = "two"
    id: Mapped[int] = mapped_column(primary_key=True)
    a = "plain"


target_metadata = Base.metadata
