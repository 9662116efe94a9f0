"""batch

Revision ID: f8d27d13a002
Revises: f8d27d13a001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "f8d27d13a002"
down_revision = "f8d27d13a001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_constraint("ck_n", type_="check")
        batch_op.drop_column("n")


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("n", sa.Integer()))
