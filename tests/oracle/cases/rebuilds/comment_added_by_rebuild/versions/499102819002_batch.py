"""batch

Revision ID: 499102819002
Revises: 499102819001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "499102819002"
down_revision = "499102819001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("n", existing_type=sa.Integer(), comment="a number")


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("n", existing_type=sa.Integer(), comment=None, existing_comment="a number")
