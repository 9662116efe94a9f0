"""batch

Revision ID: eeeea9b89002
Revises: eeeea9b89001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "eeeea9b89002"
down_revision = "eeeea9b89001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("extra", sa.Integer(), server_default="7"))


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_column("extra")
