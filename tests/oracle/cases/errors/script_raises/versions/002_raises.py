"""raises

Revision ID: bbb222
Revises: aaa111
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "bbb222"
down_revision = "aaa111"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("one", sa.Column("x", sa.Integer()))
    raise ValueError("the moon is wrong")


def downgrade():
    pass
