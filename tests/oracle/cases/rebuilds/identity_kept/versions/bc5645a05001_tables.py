"""tables

Revision ID: bc5645a05001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "bc5645a05001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.Identity(start=5, increment=5), primary_key=True), sa.Column("a", sa.String(9)))
    op.execute("INSERT INTO t (a) VALUES ('x'), ('y')")


def downgrade():
    op.drop_table("t")
