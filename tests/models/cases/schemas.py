"""Schemas of tables and of the metadata, names that need quoting, foreign keys across schemas."""
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, UniqueConstraint
from sqlalchemy.sql.elements import quoted_name

target_metadata = MetaData(schema="Mixed Case")
Table("User", target_metadata, Column("Id", Integer, primary_key=True), Column("order", String, index=True),
      Column("from", Integer, ForeignKey("Mixed Case.User.Id")))
Table("select", target_metadata, Column("group", Integer, primary_key=True), Column("user", ForeignKey("Mixed Case.User.Id")),
      UniqueConstraint("group", "user"), schema="other")
Table("plain", target_metadata, Column("id", Integer, primary_key=True), Column("s", ForeignKey("other.select.group")),
      schema="dotted.name")
Index("Ix Name", target_metadata.tables["Mixed Case.User"].c["order"])
