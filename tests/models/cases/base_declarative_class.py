"""DeclarativeBase with metadata, a type_annotation_map and annotations that it answers."""
import datetime
import decimal
import uuid
from typing import Optional

from sqlalchemy import BigInteger, DateTime, MetaData, Numeric, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(schema="app")
    type_annotation_map = {int: BigInteger, datetime.datetime: DateTime(timezone=True), str: String(80)}


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[datetime.datetime]
    day: Mapped[Optional[datetime.date]]
    at: Mapped[datetime.time | None]
    lasting: Mapped[datetime.timedelta]
    note: Mapped[Optional[str]]
    title: Mapped[str] = mapped_column(String(10))
    amount: Mapped[decimal.Decimal]
    exact: Mapped[decimal.Decimal] = mapped_column(Numeric(10, 2))
    rate: Mapped[float]
    done: Mapped[bool]
    raw: Mapped[bytes]
    token: Mapped[uuid.UUID]


target_metadata = Base.metadata
