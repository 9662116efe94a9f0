"""fourth

Revision ID: dddd4444
Revises: cccc3333
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "dddd4444"
down_revision = "cccc3333"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("four", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("four")
