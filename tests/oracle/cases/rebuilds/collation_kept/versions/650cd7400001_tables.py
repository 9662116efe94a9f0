"""tables

Revision ID: 650cd7400001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "650cd7400001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("a", sa.String(9, collation="NOCASE")),
                    sa.Column("n", sa.Integer()))
    op.execute("INSERT INTO t (id, a, n) VALUES (1, 'x', 3)")


def downgrade():
    op.drop_table("t")
