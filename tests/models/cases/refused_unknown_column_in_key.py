"""A constraint on a column that there is not."""
from sqlalchemy import Column, Integer, MetaData, Table, UniqueConstraint

target_metadata = MetaData()
Table("a", target_metadata, Column("id", Integer, primary_key=True), UniqueConstraint("nothing"))
left_to_sqlalchemy = True
