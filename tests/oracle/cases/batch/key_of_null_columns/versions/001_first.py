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
    op.create_table("number", sa.Column("id", sa.Integer()), sa.Column("name", sa.String(3)))
    op.execute("INSERT INTO number (id, name) VALUES (1, NULL)")
    op.create_table("pair", sa.Column("a", sa.String(5), nullable=True), sa.Column("b", sa.String(3), nullable=False))


def downgrade():
    op.drop_table("pair")
    op.drop_table("number")
