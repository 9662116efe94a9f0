"""Annotated types that carry a mapped_column, and a type_annotation_map of Annotated types."""
import datetime
from decimal import Decimal
from typing import Annotated, Optional

from sqlalchemy import ForeignKey, Numeric, String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

intpk = Annotated[int, mapped_column(primary_key=True)]
timestamp = Annotated[datetime.datetime, mapped_column(nullable=False, server_default=func.CURRENT_TIMESTAMP())]
required_name = Annotated[str, mapped_column(String(30), nullable=False, index=True, comment="a name")]
str50 = Annotated[str, 50]
user_fk = Annotated[int, mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), unique=True)]
optional_str = Annotated[Optional[str], mapped_column(String(7))]
num_12_4 = Annotated[Decimal, 12]


class Base(DeclarativeBase):
    registry = registry(type_annotation_map={str50: String(50), num_12_4: Numeric(12, 4)})


class User(Base):
    __tablename__ = "user_account"
    id: Mapped[intpk]
    name: Mapped[required_name]
    made: Mapped[timestamp]
    nick: Mapped[str50]
    other: Mapped[Optional[str50]]
    maybe: Mapped[Optional[required_name]]
    free: Mapped[optional_str]
    amount: Mapped[num_12_4]


class Address(Base):
    __tablename__ = "address"
    id: Mapped[intpk]
    user_id: Mapped[user_fk]
    backup_id: Mapped[Optional[user_fk]]
    own: Mapped[required_name] = mapped_column(String(9), index=False, nullable=True)


target_metadata = Base.metadata
