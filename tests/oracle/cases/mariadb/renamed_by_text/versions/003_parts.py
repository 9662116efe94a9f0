"""parts

Revision ID: 5a10f6d76f4e
Revises: 292e7d8f2294
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op

revision = "5a10f6d76f4e"
down_revision = "292e7d8f2294"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE u RENAME COLUMN a TO aa, RENAME INDEX ix_a TO ix_aa")


def downgrade():
    op.execute("ALTER TABLE u RENAME COLUMN aa TO a, RENAME INDEX ix_aa TO ix_a")
