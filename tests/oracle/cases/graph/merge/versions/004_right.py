"""right

Revision ID: c1c1
Revises: a1a1
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "c1c1"
down_revision = "a1a1"
branch_labels = ("right",)
depends_on = None


def upgrade():
    op.create_table("right_one", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("right_one")
