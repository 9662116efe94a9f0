"""auto

Revision ID: e6740edacc4b
Revises: 376cf3be376e
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e6740edacc4b"
down_revision = "376cf3be376e"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="auto") as batch_op:
        batch_op.add_column(sa.Column("d", sa.Integer()))
    with op.batch_alter_table("t") as batch_op:
        pass


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_column("d")
