"""a

Revision ID: x1
Revises: r1
Create Date: 2024-03-06 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "x1"
down_revision = "r1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("xa", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("xa")
