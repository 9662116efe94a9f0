"""Enums in the type_annotation_map: all of a kind, and one by itself."""
import enum
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class A(enum.Enum):
    one = 1
    two = 2


class B(enum.Enum):
    three = 3


class Base(DeclarativeBase):
    type_annotation_map = {
        enum.Enum: sa.Enum(enum.Enum, native_enum=False, length=30),
        B: sa.Enum(B, name="b_enum", schema="types"),
        Literal: sa.Enum(enum.Enum, native_enum=True),
    }


class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[A]
    b: Mapped[B]


target_metadata = Base.metadata
