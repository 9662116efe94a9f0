"""batch

Revision ID: 144803d54002
Revises: 144803d54001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "144803d54002"
down_revision = "144803d54001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("n", existing_type=sa.Integer(), type_=sa.Numeric(10, 2))


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("n", existing_type=sa.Numeric(10, 2), type_=sa.Integer())
