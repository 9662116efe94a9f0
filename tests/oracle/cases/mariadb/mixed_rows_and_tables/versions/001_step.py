"""step

Revision ID: dc5f69d9bd3d
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "dc5f69d9bd3d"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.Column("b", sa.String(40)))
    op.execute("INSERT INTO t (id, a) VALUES (1, 1)")
    op.add_column("t", sa.Column("c", sa.Integer, server_default="4"))
    op.execute("UPDATE t SET a = c + a")
    op.create_index("ix_c", "t", ["c"])
    op.execute("INSERT INTO t (id, a) VALUES (2, 2)")


def downgrade():
    op.drop_table("t")
