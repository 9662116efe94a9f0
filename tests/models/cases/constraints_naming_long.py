"""Names longer than a database takes."""
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, UniqueConstraint

target_metadata = MetaData(naming_convention={
    "uq": "uq_%(table_name)s_%(column_0_N_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"})
name = "a_table_with_a_name_that_nobody_would_like_to_type"
Table(name, target_metadata, Column("id", Integer, primary_key=True),
      Column("a_column_whose_name_is_also_rather_long", Integer, index=True, unique=False),
      Column("another_column_whose_name_is_long", Integer),
      UniqueConstraint("a_column_whose_name_is_also_rather_long", "another_column_whose_name_is_long"))
Table("child", target_metadata, Column("id", Integer, primary_key=True),
      Column("a_reference_to_the_table_of_the_long_name", ForeignKey(f"{name}.id")))
