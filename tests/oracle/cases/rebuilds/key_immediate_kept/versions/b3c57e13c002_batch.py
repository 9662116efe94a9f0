"""batch

Revision ID: b3c57e13c002
Revises: b3c57e13c001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "b3c57e13c002"
down_revision = "b3c57e13c001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(9), nullable=False)


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(9), nullable=True)
