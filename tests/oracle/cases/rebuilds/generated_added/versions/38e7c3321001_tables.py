"""tables

Revision ID: 38e7c3321001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "38e7c3321001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("n", sa.Integer()))
    op.execute("INSERT INTO t (id, n) VALUES (1, 4), (2, NULL)")


def downgrade():
    op.drop_table("t")
