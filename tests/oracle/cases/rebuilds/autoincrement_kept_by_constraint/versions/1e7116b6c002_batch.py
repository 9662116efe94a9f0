"""batch

Revision ID: 1e7116b6c002
Revises: 1e7116b6c001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op

revision = "1e7116b6c002"
down_revision = "1e7116b6c001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_unique_constraint("uq_a", ["a"])


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_constraint("uq_a", type_="unique")
