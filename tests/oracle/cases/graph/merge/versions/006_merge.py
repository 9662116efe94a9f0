"""merge

Revision ID: d1d1
Revises: ('b2b2','c2c2')
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "d1d1"
down_revision = ("b2b2","c2c2")
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("merged", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("merged")
