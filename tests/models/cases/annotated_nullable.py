"""Where nullability comes from."""
from typing import Optional, Union

from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class T(Base):
    __tablename__ = "t"
    id: Mapped[Optional[int]] = mapped_column(primary_key=True)
    a: Mapped[int]
    b: Mapped[Optional[int]]
    c: Mapped[int] = mapped_column(nullable=True)
    d: Mapped[Optional[int]] = mapped_column(nullable=False)
    e: Mapped[int] = mapped_column(String(3))
    f = mapped_column(Integer)
    g = mapped_column(Integer, nullable=False)
    h: Mapped[Union[None, str]]
    i: Mapped["Union[str, None]"] = mapped_column(index=True)
    j: Mapped[int] = Column(Integer)
    k: Mapped[Optional[int]] = Column(Integer, nullable=False)
    l: Mapped[str] = mapped_column("other", unique=True)
    m = mapped_column("third", String, nullable=None)


target_metadata = Base.metadata
