"""first

Revision ID: aaa111
Revises:

"""
from alembic import op
import sqlalchemy as sa

revision = "aaa111"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("one", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("one")
