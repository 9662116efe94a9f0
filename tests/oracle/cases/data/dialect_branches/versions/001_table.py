"""table

Revision ID: 381fd801f7e9
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
from alembic import context
import sqlalchemy as sa

revision = "381fd801f7e9"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("s", sa.String(20)))
    if op.get_context().dialect.name == "postgresql":
        op.execute("INSERT INTO t (id, s) VALUES (1, 'pg')")
    else:
        op.execute("INSERT INTO t (id, s) VALUES (1, 'lite')")
    if context.is_offline_mode():
        op.execute("INSERT INTO t (id, s) VALUES (2, 'offline')")
    if op.get_bind() is not None and op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO t (id, s) VALUES (3, 'bind')")


def downgrade():
    op.drop_table("t")
