"""tables

Revision ID: 607c503df001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "607c503df001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("n", sa.Integer(), nullable=False,
                    server_default="3", sqlite_on_conflict_not_null="REPLACE"), sa.Column("a", sa.String(9)))
    op.execute("INSERT INTO t (id, n, a) VALUES (1, 4, 'x')")


def downgrade():
    op.drop_table("t")
