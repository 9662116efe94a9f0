"""Enums in more forms."""
import enum
from enum import auto

from sqlalchemy import ARRAY, Column, Enum, Integer, MetaData, String, Table, TypeDecorator
from sqlalchemy.dialects.postgresql import ARRAY as PgArray
from sqlalchemy.dialects.postgresql import ENUM


class Flagged(enum.Flag):
    A = auto()
    B = auto()


class Words(enum.StrEnum):
    one = auto()
    two = "zwei"


class Empty(str, enum.Enum):
    nothing = ""


def values(cls):
    return [str(member.value) for member in cls]


class StrEnumType(TypeDecorator):
    impl = String(16)
    cache_ok = True

    def __init__(self, enum_class):
        super().__init__()
        self.enum_class = enum_class


target_metadata = MetaData()
shared = Enum("a", "b", name="shared")
Table("t", target_metadata, Column("id", Integer, primary_key=True),
      Column("flagged", Enum(Flagged)), Column("text", Enum(Words)),
      Column("by_value", Enum(Words, values_callable=values, name="text_values")),
      Column("empty", Enum(Empty)), Column("s1", shared), Column("s2", shared),
      Column("no_native", Enum(Words, native_enum=False)), Column("long", Enum(Words, native_enum=False, length=50)),
      Column("decorated", StrEnumType(Words)), Column("given", ENUM(Words, name="given")),
      Column("typed", Enum("x", "y", name="typed", create_type=False)))
Table("u", target_metadata, Column("id", Integer, primary_key=True), Column("s", shared, server_default="a"),
      schema="elsewhere")
