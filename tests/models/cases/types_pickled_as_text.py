"""PickleType of another type than LargeBinary."""
from sqlalchemy import Column, Integer, MetaData, PickleType, Table, Text

target_metadata = MetaData()
Table("a", target_metadata, Column("id", Integer, primary_key=True), Column("pickled", PickleType(impl=Text)))
left_to_sqlalchemy = True
