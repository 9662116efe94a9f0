"""Naming conventions: tokens, several columns, functions, forced names."""
from sqlalchemy import (Boolean, CheckConstraint, Column, Enum, ForeignKey, ForeignKeyConstraint, Index, Integer,
                        MetaData, String, Table, UniqueConstraint)
from sqlalchemy.sql.elements import conv

target_metadata = MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_label)s_%(referred_table_name)s_%(referred_column_0_name)s",
    "pk": "pk_%(table_name)s",
})
Table("a", target_metadata, Column("id", Integer, primary_key=True), Column("b", Integer, unique=True),
      Column("c", Integer, index=True), Column("flag", Boolean(create_constraint=True, name="is_flag")),
      Column("kind", Enum("x", "y", native_enum=False, create_constraint=True, name="kinds")),
      UniqueConstraint("b", "c"), Index(None, "b", "c"), CheckConstraint("b > 3", name="three"),
      CheckConstraint("b > 4", name=conv("forced")), UniqueConstraint("c", name="given"))
Table("c", target_metadata, Column("id", Integer, primary_key=True), Column("a_id", ForeignKey("a.id"), index=True),
      Column("x", Integer), ForeignKeyConstraint(["x"], ["a.b"]))
