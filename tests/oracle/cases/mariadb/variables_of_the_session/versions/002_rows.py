"""rows

Revision ID: a074df424bf3
Revises: 6bc75dc2b518
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "a074df424bf3"
down_revision = "6bc75dc2b518"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("SET FOREIGN_KEY_CHECKS = 0")
    op.execute("INSERT INTO t VALUES (1, 99)")
    op.execute("SET FOREIGN_KEY_CHECKS = 1")
    op.execute("SET @n = (SELECT MAX(p_id) FROM t)")
    op.execute("INSERT INTO p VALUES (@n)")


def downgrade():
    op.execute("DELETE FROM t")
    op.execute("DELETE FROM p")
