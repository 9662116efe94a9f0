"""right more

Revision ID: c2c2
Revises: c1c1
Create Date: 2024-03-07 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "c2c2"
down_revision = "c1c1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("right_two", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("right_two")
