"""The order of columns of many mixins."""
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    base_1: Mapped[int]
    base_2 = mapped_column(Integer)

    @declared_attr
    def base_3(cls) -> Mapped[int]:
        return mapped_column()


class A:
    a1 = Column(Integer)

    @declared_attr
    def a2(cls):
        return Column(Integer)

    a3: Mapped[int]
    a4 = mapped_column(Integer, sort_order=3)


class B(A):
    b1: Mapped[int]
    a3: Mapped[str]
    a1 = Column(String)


class C:
    c1: Mapped[int] = mapped_column(sort_order=-5)
    id: Mapped[int] = mapped_column(primary_key=True)
    c2: "Mapped[int]"


class T(B, C, Base):
    __tablename__ = "t"
    t1 = Column(Integer)
    t2: Mapped[int]
    t3: Mapped[int] = mapped_column()
    a2: Mapped[str]
    t4 = mapped_column("four", Integer)


class S(C, Base):
    __tablename__ = "s"
    only: Mapped[int]


target_metadata = Base.metadata
