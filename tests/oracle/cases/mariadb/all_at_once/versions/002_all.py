"""all

Revision ID: e79fa8d63454
Revises: f696cac2fbe2
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e79fa8d63454"
down_revision = "f696cac2fbe2"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "a", new_column_name="n", type_=sa.BigInteger(), nullable=True, server_default="5", comment="changed", existing_type=sa.Integer())


def downgrade():
    op.alter_column("t", "n", new_column_name="a", type_=sa.Integer(), nullable=True, server_default=None, comment=None, existing_type=sa.BigInteger(), existing_comment="changed")
