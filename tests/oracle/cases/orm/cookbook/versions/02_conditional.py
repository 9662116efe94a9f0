"""Conditional operations: what is there is not made again"""
import sqlalchemy as sa
from alembic import op
from alembic import context
from sqlalchemy.orm import Session

revision = "62d18ef0ea17"
down_revision = "60bca0a34767"


def table_has_column(table, column):
    return column in [found["name"] for found in sa.inspect(op.get_bind()).get_columns(table)]


def upgrade():
    op.create_table("cond", sa.Column("id", sa.Integer, primary_key=True), if_not_exists=True)
    op.create_table("cond", sa.Column("id", sa.Integer, primary_key=True), if_not_exists=True)
    for _ in range(2):
        if not table_has_column("cond", "word"):
            op.add_column("cond", sa.Column("word", sa.String(10)))
    inspector = sa.inspect(op.get_bind())
    if "ix_cond" not in [index["name"] for index in inspector.get_indexes("cond")]:
        op.create_index("ix_cond", "cond", ["word"])
    print(context.get_x_argument(as_dictionary=True), table_has_column("cond", "word"), inspector.has_table("cond"))
    if context.get_x_argument(as_dictionary=True).get("data"):
        raise AssertionError("nobody has asked for data")
    Session(op.get_bind()).close()


def downgrade():
    op.drop_index("ix_cond", if_exists=True)
    op.drop_table("cond", if_exists=True)
