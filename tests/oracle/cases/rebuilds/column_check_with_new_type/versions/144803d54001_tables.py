"""tables

Revision ID: 144803d54001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "144803d54001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True),
                    sa.Column("n", sa.Integer(), sa.CheckConstraint("n > 0", name="ck_n")), sa.Column("a", sa.String(9)),
                    sa.CheckConstraint("length(a) < 9", name="ck_a"))
    op.execute("INSERT INTO t (id, n, a) VALUES (1, 5, 'a'), (2, 6, 'b')")


def downgrade():
    op.drop_table("t")
