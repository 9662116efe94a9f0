"""table

Revision ID: c8bfbfa9f5b9
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "c8bfbfa9f5b9"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.Integer()),
                    sa.Column("z", sa.Integer()))
    op.execute("INSERT INTO t (id, a, z) VALUES (1, 2, 3)")


def downgrade():
    op.drop_table("t")
