"""fourth

Revision ID: ddd444
Revises: ccc333
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ddd444"
down_revision = "ccc333"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("four", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("four")
