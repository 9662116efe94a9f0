"""A base derived from a base, with columns for all."""
from sqlalchemy import Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(Integer, primary_key=True)


class Tracked(Base):
    __abstract__ = True
    made_by: Mapped[str] = mapped_column(String(30))


class Plain(Base):
    __tablename__ = "plain"
    a: Mapped[int]


class Kept(Tracked):
    __tablename__ = "kept"
    b: Mapped[int]


target_metadata = Base.metadata
