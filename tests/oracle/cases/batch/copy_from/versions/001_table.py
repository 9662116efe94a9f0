"""table

Revision ID: 977c387b887d
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "977c387b887d"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("flag", sa.Boolean()),
                    sa.Column("s", sa.String(7)))
    op.execute("INSERT INTO t (id, flag, s) VALUES (1, 1, 'x')")


def downgrade():
    op.drop_table("t")
