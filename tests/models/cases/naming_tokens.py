"""Every token of naming conventions, and schemas among labels."""
from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, MetaData, Table
from sqlalchemy import UniqueConstraint

target_metadata = MetaData(schema="s", naming_convention={
    "ix": "ix_%(column_0_label)s_%(column_1_name)s",
    "uq": "uq_%(table_name)s_%(column_0N_key)s",
    "ck": "ck_%(column_0_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_label)s__%(referred_column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s_%(column_0_N_name)s"})
Table("a", target_metadata, Column("x", Integer, primary_key=True, key="kx"), Column("y", Integer, primary_key=True),
      Column("z", Integer, CheckConstraint("z > 1", name="above")), Index(None, "y", "z"), UniqueConstraint("kx", "z"))
Table("b", target_metadata, Column("id", Integer, primary_key=True), Column("x", Integer), Column("y", Integer),
      ForeignKeyConstraint(["x", "y"], ["s.a.kx", "s.a.y"]))
