"""more

Revision ID: 559efb375ca6
Revises: a66046bb7abf
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "559efb375ca6"
down_revision = "a66046bb7abf"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("c", sa.String(4), nullable=True))
        batch_op.create_index("ix_t_bc", ["b", "c"], unique=True)
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("b", nullable=False)


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("b", nullable=True)
        batch_op.drop_index("ix_t_bc")
        batch_op.drop_column("c")
