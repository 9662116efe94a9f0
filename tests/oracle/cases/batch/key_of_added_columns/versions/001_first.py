"""first

Revision ID: aaa111
Revises: 
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "aaa111"
down_revision = None


def upgrade():
    op.create_table("plain", sa.Column("a", sa.Integer()))
    op.create_table("replaced", sa.Column("a", sa.Integer(), primary_key=True), sa.Column("n", sa.String(3)))
    op.create_table("kept", sa.Column("a", sa.Integer(), primary_key=True))


def downgrade():
    for name in ("kept", "replaced", "plain"):
        op.drop_table(name)
