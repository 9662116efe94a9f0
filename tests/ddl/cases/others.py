import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateSequence, DropSequence

from ddl_case import differs


def table_comment():
    op.create_table_comment("t", "it's a table", schema="app")
    op.create_table_comment("Big", "x", existing_comment="y")
    op.drop_table_comment("t", existing_comment="it's")


def postgresql_sequences():
    op.execute(CreateSequence(sa.Sequence("s")))
    op.execute(CreateSequence(sa.Sequence("s", start=5, increment=2, minvalue=1, maxvalue=9, cycle=True, cache=3,
                                          schema="app"), if_not_exists=True))
    op.execute(CreateSequence(sa.Sequence("s", data_type=sa.BigInteger(), nomaxvalue=True)))
    op.execute(DropSequence(sa.Sequence("s", schema="app")))
    op.execute(DropSequence(sa.Sequence("s"), if_exists=True))


@differs("sqlite", "SQLite has no comments: Alembic stops in other words",
         error="sqlite has no comments: that of column 'a' of table 't' cannot change")
def column_comment():
    op.alter_column("t", "a", comment="x")
