"""batch

Revision ID: 3591c7ce8002
Revises: 3591c7ce8001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "3591c7ce8002"
down_revision = "3591c7ce8001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("extra", sa.Integer(), server_default="7"))


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_column("extra")
