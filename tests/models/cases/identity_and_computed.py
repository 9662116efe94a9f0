from sqlalchemy import Computed, Identity, Integer, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from typing import Annotated

identity = Annotated[int, mapped_column(Identity(start=7, always=True), primary_key=True)]


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id: Mapped[identity]
    side: Mapped[int]
    area: Mapped[int] = mapped_column(Computed("side * side"))
    name: Mapped[str] = mapped_column(String(20))
    lower: Mapped[str] = mapped_column(Computed("lower(name)", persisted=True), nullable=True)


class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(Identity(always=False, increment=3, minvalue=1, maxvalue=99, cache=2),
                                    primary_key=True)
    n: Mapped[int | None] = mapped_column(Identity(on_null=True))


target_metadata = Base.metadata
