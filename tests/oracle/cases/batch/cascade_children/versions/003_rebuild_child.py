"""rebuild child

Revision ID: ef13f784ccdf
Revises: 44da2850f2f2
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ef13f784ccdf"
down_revision = "44da2850f2f2"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("child") as batch_op:
        batch_op.add_column(sa.Column("extra", sa.Integer(), nullable=True))
        batch_op.alter_column("parent_id", nullable=True)


def downgrade():
    with op.batch_alter_table("child") as batch_op:
        batch_op.alter_column("parent_id", nullable=False)
        batch_op.drop_column("extra")
