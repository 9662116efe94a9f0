"""batch

Revision ID: c6a027422002
Revises: c6a027422001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "c6a027422002"
down_revision = "c6a027422001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("a", new_column_name="b", existing_type=sa.String(9))


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("b", new_column_name="a", existing_type=sa.String(9))
