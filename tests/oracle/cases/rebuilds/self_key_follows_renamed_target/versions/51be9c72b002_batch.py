"""batch

Revision ID: 51be9c72b002
Revises: 51be9c72b001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "51be9c72b002"
down_revision = "51be9c72b001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("id", new_column_name="ident", existing_type=sa.Integer(), existing_nullable=False)


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("ident", new_column_name="id", existing_type=sa.Integer(), existing_nullable=False)
