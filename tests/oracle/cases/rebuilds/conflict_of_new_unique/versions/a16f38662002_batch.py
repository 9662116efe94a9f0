"""batch

Revision ID: a16f38662002
Revises: a16f38662001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op

revision = "a16f38662002"
down_revision = "a16f38662001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_unique_constraint("uq_a", ["a"], sqlite_on_conflict="REPLACE")


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_constraint("uq_a", type_="unique")
