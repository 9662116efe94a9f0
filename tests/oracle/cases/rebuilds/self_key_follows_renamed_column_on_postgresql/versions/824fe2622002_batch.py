"""batch

Revision ID: 824fe2622002
Revises: 824fe2622001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "824fe2622002"
down_revision = "824fe2622001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("up", new_column_name="above", existing_type=sa.Integer())


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("above", new_column_name="up", existing_type=sa.Integer())
