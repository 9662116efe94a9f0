"""batch

Revision ID: 00037a3bb002
Revises: 00037a3bb001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op

revision = "00037a3bb002"
down_revision = "00037a3bb001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_unique_constraint("uq_n", ["n"])


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_constraint("uq_n", type_="unique")
