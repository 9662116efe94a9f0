"""root

Revision ID: a1a1
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "a1a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("root", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("root")
