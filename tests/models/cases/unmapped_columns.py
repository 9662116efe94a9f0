"""unmapped_column() and columns that a class does not map."""
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, Unmapped, mapped_column, unmapped_column


class Base(DeclarativeBase):
    pass


class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    hidden: Unmapped[str] = unmapped_column(String(4))
    plain: Unmapped[int]
    seen: Mapped[int]


class U(Base):
    __table__ = Table("u", Base.metadata, Column("id", Integer, primary_key=True), Column("left", String))
    __mapper_args__ = {"exclude_properties": ["left"]}


target_metadata = Base.metadata
