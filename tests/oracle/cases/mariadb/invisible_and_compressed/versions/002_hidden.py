"""hidden

Revision ID: b9097404793b
Revises: 28282a7c5bfd
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "b9097404793b"
down_revision = "28282a7c5bfd"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE t ADD COLUMN secret INT INVISIBLE DEFAULT 9")
    op.execute("INSERT INTO t VALUES (7, 7, 'seven')")


def downgrade():
    op.execute("DELETE FROM t WHERE id = 7")
    op.drop_column("t", "secret")
