"""tables

Revision ID: b9672b19bc27
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "b9672b19bc27"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("item", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("item")
    op.drop_table("shelf")
