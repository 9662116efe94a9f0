"""tables

Revision ID: c6a027422001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "c6a027422001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("a", sa.String(9)), sa.Column("n", sa.Integer()))
    op.create_index("ix_na", "t", ["n", "a"], unique=True)
    op.execute("INSERT INTO t (id, a, n) VALUES (1, 'x', 3), (2, 'Y', 4)")


def downgrade():
    op.drop_table("t")
