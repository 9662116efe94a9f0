"""b

Revision ID: bbb222
Revises: aaa111
Create Date: 2024-03-06 10:00:00.000000

"""
from alembic import op

revision = "bbb222"
down_revision = "aaa111"
branch_labels = None
depends_on = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE kind ADD VALUE 'b'")
    op.execute("INSERT INTO t VALUES ('b')")


def downgrade():
    op.execute("DELETE FROM t")
