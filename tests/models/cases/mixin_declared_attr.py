"""declared_attr in all its forms."""
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, declared_attr, deferred, mapped_column


class Base(DeclarativeBase):
    pass


class Mixed:
    @declared_attr
    def a(cls):
        return Column(Integer, index=True)

    @declared_attr
    @classmethod
    def b(cls) -> Mapped[str]:
        return mapped_column(String(len(cls.__name__)))

    @declared_attr
    def c(cls) -> Mapped[int | None]:
        return mapped_column()

    @declared_attr
    def d(cls) -> Mapped[str]:
        return deferred(Column(String(2)))

    @declared_attr
    def both(cls):
        return column_property(cls.a + 1)

    @declared_attr
    def key_name(cls):
        return Column("other_name", Integer, key="k")


class A(Mixed, Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)


class Bee(Mixed, Base):
    __tablename__ = "bee"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[str]

    @declared_attr
    def z(cls):
        return Column(Integer, ForeignKey("a.id"))


target_metadata = Base.metadata
