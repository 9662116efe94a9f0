"""tables

Revision ID: 499102819001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "499102819001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True, comment="the key"),
                    sa.Column("a", sa.String(9), comment="it's a; comment"), sa.Column("n", sa.Integer()), comment="rows -- of it")
    op.execute("INSERT INTO t (id, a) VALUES (1, 'x')")


def downgrade():
    op.drop_table("t")
