"""tables

Revision ID: eeeea9b89001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "eeeea9b89001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("a", sa.String(9)),
                    sa.UniqueConstraint("a", name="uq_a", deferrable=True, initially="DEFERRED"))
    op.execute("INSERT INTO t (id, a) VALUES (1, 'x')")


def downgrade():
    op.drop_table("t")
