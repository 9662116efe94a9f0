"""number

Revision ID: 110f3ae2d1a5
Revises: f45d2898f197
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "110f3ae2d1a5"
down_revision = "f45d2898f197"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "a", server_default="7")
    op.execute("INSERT INTO t (id) VALUES (10)")


def downgrade():
    op.execute("DELETE FROM t WHERE id = 10")
    op.alter_column("t", "a", server_default=None)
