from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class T(Base):
    """The doc string is no comment."""

    __tablename__ = "t"
    __table_args__ = {"comment": "it's 100% ü"}
    id: Mapped[int] = mapped_column(primary_key=True, comment="")
    a: Mapped[int] = mapped_column(comment="a\nb", doc="documentation")


target_metadata = Base.metadata
