"""Two classes of one table with a column of the same name."""
from sqlalchemy import Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind"}


class B(A):
    x: Mapped[int | None]


class C(A):
    x: Mapped[str | None]


target_metadata = Base.metadata
left_to_sqlalchemy = True
