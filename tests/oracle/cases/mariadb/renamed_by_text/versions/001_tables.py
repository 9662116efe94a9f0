"""tables

Revision ID: aeec3fce81de
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "aeec3fce81de"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.Column("b", sa.String(40)))
    op.create_table("u", sa.Column("id", sa.Integer, primary_key=True))
    op.create_index("ix_a", "t", ["a"])


def downgrade():
    op.drop_table("u")
    op.drop_table("t")
