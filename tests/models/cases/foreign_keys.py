"""Foreign keys by string, column, lambda, table, schema and key."""
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(schema="s")


class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column("code_name", String(7), key="code", unique=True)


class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    one: Mapped[int] = mapped_column(ForeignKey(A.id))
    two: Mapped[int] = mapped_column(ForeignKey("s.a.id", name="fk_two", use_alter=True))
    three = mapped_column(ForeignKey("s.a.code"))
    four = mapped_column(ForeignKey(A.__table__.c.code, ondelete="SET NULL", link_to_name=True))
    five: Mapped[int] = mapped_column(ForeignKey("s.later.id"))
    six: Mapped[int] = mapped_column(ForeignKey("s.b.id", ondelete="RESTRICT", onupdate="NO ACTION", match="SIMPLE"))
    seven = Column(ForeignKey("s.later.id"), ForeignKey("s.a.id"))


class Later(Base):
    __tablename__ = "later"
    id: Mapped[int] = mapped_column(primary_key=True)
    b_id: Mapped[int] = mapped_column(ForeignKey(B.id, use_alter=True))


class Other(Base):
    __tablename__ = "other"
    __table_args__ = (ForeignKeyConstraint(["x"], [A.id]), {"schema": None})
    id: Mapped[int] = mapped_column(primary_key=True)
    x: Mapped[int]


target_metadata = Base.metadata
