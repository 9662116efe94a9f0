"""tables

Revision ID: df33528feb26
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "df33528feb26"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("a", sa.Column("id", sa.BigInteger(), primary_key=True))
    op.create_table("b", sa.Column("id", sa.Integer(), primary_key=True), sqlite_autoincrement=True)
    op.create_table("d", sa.Column("id", sa.String(5), primary_key=True))
    op.create_table("e", sa.Column("x", sa.Integer(), primary_key=True), sa.Column("y", sa.Integer(), primary_key=True))
    op.create_table("f", sa.Column("id", sa.Integer(), primary_key=True), sqlite_with_rowid=False)
    op.execute("INSERT INTO b DEFAULT VALUES")


def downgrade():
    for name in "fedba":
        op.drop_table(name)
