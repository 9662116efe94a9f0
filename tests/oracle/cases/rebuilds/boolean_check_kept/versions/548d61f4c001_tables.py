"""tables

Revision ID: 548d61f4c001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "548d61f4c001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True),
                    sa.Column("flag", sa.Boolean(create_constraint=True, name="ck_flag")), sa.Column("a", sa.String(9)))
    op.execute("INSERT INTO t (id, flag, a) VALUES (1, true, 'x')")


def downgrade():
    op.drop_table("t")
