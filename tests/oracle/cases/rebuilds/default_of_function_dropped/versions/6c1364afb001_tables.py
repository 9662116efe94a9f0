"""tables

Revision ID: 6c1364afb001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "6c1364afb001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True),
                    sa.Column("a", sa.String(20), server_default=sa.text("(lower('ABC'))")),
                    sa.Column("made", sa.DateTime(), server_default=sa.func.current_timestamp()),
                    sa.Column("n", sa.Integer(), server_default=sa.text("(abs(-5))")))
    op.execute("INSERT INTO t (id, made) VALUES (1, '2024-01-01 00:00:00')")


def downgrade():
    op.drop_table("t")
