"""table

Revision ID: bbc8f610a28b
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "bbc8f610a28b"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, autoincrement=False), sa.Column("b", sa.String(5)))
    op.execute("INSERT INTO t VALUES (41, 'x')")


def downgrade():
    op.drop_table("t")
