"""fk

Revision ID: bbb222
Revises: aaa111
Create Date: 2024-03-07 10:00:00.000000

"""
from alembic import op

revision = "bbb222"
down_revision = "aaa111"
branch_labels = None
depends_on = None


def upgrade():
    op.create_unique_constraint("uq", "one", ["id"])


def downgrade():
    pass
