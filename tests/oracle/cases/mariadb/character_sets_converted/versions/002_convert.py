"""convert

Revision ID: e6d4fa425fb0
Revises: bcd0cb598da1
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "e6d4fa425fb0"
down_revision = "bcd0cb598da1"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
    op.execute("INSERT INTO t VALUES (2, '\u4e2d')")


def downgrade():
    op.execute("DELETE FROM t WHERE id = 2")
    op.execute("ALTER TABLE t CONVERT TO CHARACTER SET latin1")
