"""tables

Revision ID: 835339865001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "835339865001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.String(5), primary_key=True, sqlite_on_conflict_primary_key="FAIL"),
                    sa.Column("a", sa.String(9)), sa.Column("gone", sa.Integer()))
    op.execute("INSERT INTO t (id, a, gone) VALUES ('i', 'x', 1)")


def downgrade():
    op.drop_table("t")
