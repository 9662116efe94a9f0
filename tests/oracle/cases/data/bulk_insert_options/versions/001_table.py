"""table

Revision ID: d613b9a2de04
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.sql import column, table

revision = "d613b9a2de04"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("s", sa.String(40)),
                    sa.Column("n", sa.Integer(), server_default="7"))
    light = table("t", column("id", sa.Integer), column("s", sa.String), column("n", sa.Integer))
    op.bulk_insert(light, [{"id": 1, "s": op.inline_literal("x"), "n": op.inline_literal(2)}], multiinsert=False)
    op.bulk_insert(light, [{"id": 2, "s": "a"}, {"id": 3, "s": "b"}])


def downgrade():
    op.drop_table("t")
