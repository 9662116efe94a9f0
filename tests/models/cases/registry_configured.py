"""A registry with types for Annotated, NewType and TypeAlias, and update_type_annotation_map."""
from typing import Annotated, NewType, Optional, Union

from sqlalchemy import BigInteger, Numeric, String, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

UserId = NewType("UserId", int)
Money = Annotated[float, 12]
Long = Annotated[str, 99]
reg = registry(type_annotation_map={UserId: BigInteger, Money: Numeric(12, 2)})
reg.update_type_annotation_map({Long: Text, bytes: String(9), Union[int, str]: String(4)})


class Base(DeclarativeBase):
    registry = reg


class T(Base):
    __tablename__ = "t"
    id: Mapped[UserId] = mapped_column(primary_key=True)
    price: Mapped[Money]
    old: Mapped[Optional[Money]]
    text: Mapped[Long]
    raw: Mapped[bytes | None]
    either: Mapped[Union[int, str]]
    other: Mapped[int | str | None]


target_metadata = reg.metadata
