"""Events of parts of a schema that get their parents."""
from sqlalchemy import CheckConstraint, Column, Integer, MetaData, Table, event

left_to_sqlalchemy = True


@event.listens_for(Column, "after_parent_attach")
def comment(column, table):
    if column.comment is None and column.name == "commented":
        column.comment = f"{table.name}.{column.name}"


@event.listens_for(Table, "after_parent_attach")
def check(table, metadata):
    if "amount" in table.c:
        table.append_constraint(CheckConstraint("amount > 0", name="positive"))


target_metadata = MetaData()
Table("a", target_metadata, Column("commented", Integer, primary_key=True), Column("amount", Integer))
