"""rename

Revision ID: bd713d3d633c
Revises: 722e124c8bca
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op

revision = "bd713d3d633c"
down_revision = "722e124c8bca"
branch_labels = None
depends_on = None


def upgrade():
    op.rename_table("old", "new")


def downgrade():
    op.rename_table("new", "old")
