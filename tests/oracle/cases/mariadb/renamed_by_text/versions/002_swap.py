"""swap

Revision ID: 292e7d8f2294
Revises: aeec3fce81de
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "292e7d8f2294"
down_revision = "aeec3fce81de"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("RENAME TABLE t TO tmp, u TO t, tmp TO u")


def downgrade():
    op.execute("RENAME TABLE t TO tmp, u TO t, tmp TO u")
