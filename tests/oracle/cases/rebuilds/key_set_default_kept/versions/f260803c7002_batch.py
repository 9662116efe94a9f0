"""batch

Revision ID: f260803c7002
Revises: f260803c7001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "f260803c7002"
down_revision = "f260803c7001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("a", new_column_name="b", existing_type=sa.String(9), type_=sa.String(20))


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("b", new_column_name="a", existing_type=sa.String(20), type_=sa.String(9))
