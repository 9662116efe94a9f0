"""table

Revision ID: ec028afac11d
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ec028afac11d"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("a", sa.Integer, nullable=False), sa.Column("b", sa.String(10), nullable=False))
    op.execute("INSERT INTO t VALUES (1, 'x'), (1, 'y')")


def downgrade():
    op.drop_table("t")
