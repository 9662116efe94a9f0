"""Attributes, keys and names that differ."""
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    id_: Mapped[int] = mapped_column("id", primary_key=True)
    first = mapped_column("first_name", String(3), key="fn")
    last = mapped_column(String(3), key="ln")
    full = Column("full name", String)
    __table_args__ = (UniqueConstraint("fn", "ln"), Index("ix_fn", "fn"), UniqueConstraint(first, name="u1"))


class B(Base):
    __tablename__ = "b"
    key = mapped_column("k", Integer, primary_key=True)
    fn = mapped_column(String)
    ln = mapped_column(String)
    a = mapped_column("a_id", ForeignKey("a.id"))
    c = mapped_column(ForeignKey(A.id_))
    __table_args__ = (ForeignKeyConstraint(["fn", "ln"], ["a.fn", "a.ln"]),)


target_metadata = Base.metadata
