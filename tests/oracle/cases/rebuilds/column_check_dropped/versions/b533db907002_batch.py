"""batch

Revision ID: b533db907002
Revises: b533db907001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op

revision = "b533db907002"
down_revision = "b533db907001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_constraint("ck_n", type_="check")


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.create_check_constraint("ck_n", "n > 0")
