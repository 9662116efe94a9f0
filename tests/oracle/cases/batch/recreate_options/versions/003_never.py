"""never

Revision ID: 376cf3be376e
Revises: 9fdc83b6ee47
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "376cf3be376e"
down_revision = "9fdc83b6ee47"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("c", sa.Integer()))


def downgrade():
    with op.batch_alter_table("t", recreate="never") as batch_op:
        batch_op.drop_column("c")
