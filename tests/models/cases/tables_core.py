"""Core tables: schemas, prefixes, extend_existing, append_column, to_metadata."""
from sqlalchemy import BLANK_SCHEMA, Column, ForeignKey, Index, Integer, MetaData, String, Table, UniqueConstraint

metadata = MetaData(schema="main_schema")
a = Table("a", metadata, Column("id", Integer, primary_key=True), Column("b", Integer))
Table("a", metadata, Column("c", String(4), index=True), extend_existing=True)
Table("a", metadata, Column("b", String(9), nullable=False), extend_existing=True)
blank = Table("blank", metadata, Column("id", Integer, primary_key=True), Column("a_id", ForeignKey("main_schema.a.id")),
              schema=BLANK_SCHEMA)
other = Table("other", metadata, Column("id", Integer, primary_key=True), Column("a_id", ForeignKey("a.id")),
              schema="elsewhere", prefixes=["UNLOGGED"])
a.append_constraint(UniqueConstraint("b", "c", name="uq_bc"))
a.append_column(Column("late", Integer, index=True))
copied = MetaData()
a.to_metadata(copied, schema="copy")
a.to_metadata(copied, name="a_again", schema=None)
Table("gone", metadata, Column("id", Integer))
metadata.remove(metadata.tables["main_schema.gone"])
target_metadata = [metadata, copied]
