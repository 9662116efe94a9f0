"""batch

Revision ID: e067e1033002
Revises: e067e1033001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e067e1033002"
down_revision = "e067e1033001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("parent_id", new_column_name="above", existing_type=sa.Integer())


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("above", new_column_name="parent_id", existing_type=sa.Integer())
