"""b

Revision ID: y1
Revises: r1
Create Date: 2024-03-06 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "y1"
down_revision = "r1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("xb", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("xb")
