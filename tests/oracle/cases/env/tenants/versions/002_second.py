"""second

Revision ID: bbb222
Revises: aaa111

"""
from alembic import op
import sqlalchemy as sa

revision = "bbb222"
down_revision = "aaa111"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("two", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("two")
