"""table

Revision ID: 9e050aac10a1
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "9e050aac10a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.String(5)),
                    sa.Column("b", sa.Integer()))
    op.create_table("u", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("u")
    op.drop_table("t")
