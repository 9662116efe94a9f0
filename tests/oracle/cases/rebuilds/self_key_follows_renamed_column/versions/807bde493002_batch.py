"""batch

Revision ID: 807bde493002
Revises: 807bde493001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "807bde493002"
down_revision = "807bde493001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("up", new_column_name="above", existing_type=sa.Integer())


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("above", new_column_name="up", existing_type=sa.Integer())
