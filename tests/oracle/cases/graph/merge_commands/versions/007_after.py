"""after

Revision ID: e1e1
Revises: d1d1
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e1e1"
down_revision = "d1d1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("after", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("after")
