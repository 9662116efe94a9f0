"""rows

Revision ID: 2b0998295ed9
Revises: ba34cb4a96a9
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "2b0998295ed9"
down_revision = "ba34cb4a96a9"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)")


def downgrade():
    op.execute("DELETE FROM t WHERE id > 0")
