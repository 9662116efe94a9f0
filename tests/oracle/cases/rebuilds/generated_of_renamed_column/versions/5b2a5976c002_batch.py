"""batch

Revision ID: 5b2a5976c002
Revises: 5b2a5976c001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "5b2a5976c002"
down_revision = "5b2a5976c001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("n", new_column_name="m", existing_type=sa.Integer())


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("m", new_column_name="n", existing_type=sa.Integer())
