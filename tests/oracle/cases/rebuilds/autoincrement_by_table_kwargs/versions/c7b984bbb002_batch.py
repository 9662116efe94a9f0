"""batch

Revision ID: c7b984bbb002
Revises: c7b984bbb001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "c7b984bbb002"
down_revision = "c7b984bbb001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(9), nullable=False)


def downgrade():
    with op.batch_alter_table("t", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(9), nullable=True)
