"""Mixins of mixins, and a mixin that overrides another."""
from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declarative_mixin, mapped_column


class Base(DeclarativeBase):
    pass


@declarative_mixin
class One:
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int]
    z: Mapped[str] = mapped_column(String(1))


class Two(One):
    b: Mapped[int]
    z: Mapped[str] = mapped_column(String(2))


class Three(Two):
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    c: Mapped[int]


class T(Three, Base):
    __tablename__ = "t"
    d: Mapped[int]


class U(Two, Base):
    __tablename__ = "u"
    a = None


target_metadata = Base.metadata
