"""left

Revision ID: b1b1
Revises: a1a1
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "b1b1"
down_revision = "a1a1"
branch_labels = ("left",)
depends_on = None


def upgrade():
    op.create_table("left_one", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("left_one")
