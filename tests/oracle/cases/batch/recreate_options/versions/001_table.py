"""table

Revision ID: d9f5e834695a
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "d9f5e834695a"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.Integer(), nullable=False))
    op.execute("INSERT INTO t (id, a) VALUES (1, 10)")


def downgrade():
    op.drop_table("t")
