"""Enums bound to a metadata, shared, with schemas."""
import enum

from sqlalchemy import ARRAY, Column, Enum, Integer, MetaData, Table
from sqlalchemy.dialects import postgresql

target_metadata = MetaData(schema="m")


class Kind(enum.Enum):
    a = "A"
    b = "B"


shared = Enum(Kind, name="kind", metadata=target_metadata)
Table("t", target_metadata, Column("id", Integer, primary_key=True), Column("kind", shared, server_default="a"),
      Column("again", shared), Column("own", Enum("x", "y", name="own", inherit_schema=True)),
      Column("blank", Enum("x", name="blank")), Column("placed", Enum("x", name="placed", schema="types")),
      Column("pg", postgresql.ENUM(Kind, name="pg_kind", create_type=False)))
