"""left more

Revision ID: b2b2
Revises: b1b1
Create Date: 2024-03-06 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "b2b2"
down_revision = "b1b1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("left_two", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("left_two")
