"""batch

Revision ID: df26e1e98002
Revises: df26e1e98001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "df26e1e98002"
down_revision = "df26e1e98001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(20), server_default=sa.text("(upper('x'))"))


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.alter_column("a", existing_type=sa.String(20), server_default=sa.text("(lower('ABC'))"))
