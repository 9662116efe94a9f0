"""info of everything, renamed_from among it."""
from sqlalchemy import Column, Index, Integer, MetaData, Table, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(info={"owner": "us"})


class T(Base):
    __tablename__ = "t"
    __table_args__ = (UniqueConstraint("a", name="u", info={"why": "x"}), {"info": {"renamed_from": "old_t"}})
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int] = mapped_column(info={"renamed_from": "b"})


target_metadata = Base.metadata
