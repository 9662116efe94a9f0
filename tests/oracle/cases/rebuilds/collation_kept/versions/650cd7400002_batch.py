"""batch

Revision ID: 650cd7400002
Revises: 650cd7400001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "650cd7400002"
down_revision = "650cd7400001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("n", existing_type=sa.Integer(), type_=sa.BigInteger())


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("n", existing_type=sa.BigInteger(), type_=sa.Integer())
