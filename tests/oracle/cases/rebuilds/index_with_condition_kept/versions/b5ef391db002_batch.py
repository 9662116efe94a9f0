"""batch

Revision ID: b5ef391db002
Revises: b5ef391db001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "b5ef391db002"
down_revision = "b5ef391db001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(9), type_=sa.String(30))


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(30), type_=sa.String(9))
