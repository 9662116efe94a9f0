"""rebuild parent

Revision ID: 44da2850f2f2
Revises: 8204fab2d9bb
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "44da2850f2f2"
down_revision = "8204fab2d9bb"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("parent") as batch_op:
        batch_op.alter_column("n", type_=sa.String(50), nullable=False)


def downgrade():
    with op.batch_alter_table("parent") as batch_op:
        batch_op.alter_column("n", type_=sa.String(5), nullable=True)
