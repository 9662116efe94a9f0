"""more

Revision ID: 47b4d0166ea5
Revises: dc5f69d9bd3d
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "47b4d0166ea5"
down_revision = "dc5f69d9bd3d"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("DELETE FROM t WHERE id = 1")
    op.drop_index("ix_c", "t")
    op.drop_column("t", "c")


def downgrade():
    op.add_column("t", sa.Column("c", sa.Integer, server_default="4"))
    op.create_index("ix_c", "t", ["c"])
    op.execute("INSERT INTO t (id, a) VALUES (1, 5)")
