"""identity

Revision ID: 78cf8fc4c9d5
Revises:
Create Date: 2024-03-05 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "78cf8fc4c9d5"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("one", sa.Column("id", sa.Integer(), sa.Identity(), primary_key=True))
    op.create_table("two", sa.Column("id", sa.BigInteger(),
                                     sa.Identity(always=True, start=100, increment=5, minvalue=1, maxvalue=100000,
                                                 cycle=True, cache=10), primary_key=True))
    op.create_table("three", sa.Column("name", sa.String(5)))
    op.add_column("three", sa.Column("id", sa.Integer(), sa.Identity(always=False, start=3), nullable=False))


def downgrade():
    op.drop_table("three")
    op.drop_table("two")
    op.drop_table("one")
