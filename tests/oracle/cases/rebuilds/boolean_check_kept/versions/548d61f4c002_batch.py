"""batch

Revision ID: 548d61f4c002
Revises: 548d61f4c001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "548d61f4c002"
down_revision = "548d61f4c001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(9), nullable=False)


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(9), nullable=True)
