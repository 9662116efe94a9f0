"""a

Revision ID: a3
Revises: a2
Create Date: 2024-03-06 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "a3"
down_revision = "a2"
branch_labels = None
depends_on = "b2"


def upgrade():
    op.create_table("a_three", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("a_three")
