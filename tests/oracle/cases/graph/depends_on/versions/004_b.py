"""b

Revision ID: b2
Revises: b1
Create Date: 2024-03-06 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "b1"
branch_labels = None
depends_on = ("a2",)


def upgrade():
    op.create_table("b_two", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("b_two")
