"""tables

Revision ID: 8a50cc6f1001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "8a50cc6f1001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("n", sa.Integer()),
                    sa.Column("twice", sa.Integer(), sa.Computed("n * 2", persisted=True)), sa.Column("a", sa.String(9)))
    op.execute("INSERT INTO t (id, n, a) VALUES (1, 4, 'x'), (2, NULL, 'y')")


def downgrade():
    op.drop_table("t")
