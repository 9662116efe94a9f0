"""A naming convention with functions and with classes as keys."""
import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, UniqueConstraint


def shout(constraint, table):
    return table.name.upper()


def columns(constraint, table):
    return "_and_".join(column.name for column in constraint.columns)


target_metadata = MetaData(naming_convention={
    "shout": shout, "columns": columns,
    "uq": "uq_%(shout)s_%(columns)s", "ix": "%(shout)s_%(columns)s_ix",
    sa.ForeignKeyConstraint: "fk_%(shout)s_%(referred_table_name)s", "pk": "pk_%(shout)s",
})
Table("a", target_metadata, Column("id", Integer, primary_key=True), Column("b", Integer, unique=True),
      Column("c", Integer, index=True), UniqueConstraint("b", "c"), Index(None, "b", "c"))
Table("d", target_metadata, Column("id", Integer, primary_key=True), Column("a_id", ForeignKey("a.id")))
