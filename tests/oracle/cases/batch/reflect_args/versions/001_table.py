"""table

Revision ID: 5e257539c91f
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "5e257539c91f"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("flag", sa.Boolean()),
                    sa.Column("size", sa.Integer()))
    op.execute("INSERT INTO t (id, flag) VALUES (1, 1)")


def downgrade():
    op.drop_table("t")
