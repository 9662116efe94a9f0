"""batch

Revision ID: 6c1364afb002
Revises: 6c1364afb001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "6c1364afb002"
down_revision = "6c1364afb001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("n", existing_type=sa.Integer(), server_default=None)


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("n", existing_type=sa.Integer(), server_default=sa.text("(abs(-5))"))
