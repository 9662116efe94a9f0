"""batch

Revision ID: 41c2e3d5f607
Revises: 30b1d2c4e5f6
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "41c2e3d5f607"
down_revision = "30b1d2c4e5f6"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("d") as batch_op:
        batch_op.alter_column("a", nullable=False)
        batch_op.add_column(sa.Column("z", sa.Integer(), server_default=sa.text("(3 * 4)")))


def downgrade():
    with op.batch_alter_table("d") as batch_op:
        batch_op.drop_column("z")
        batch_op.alter_column("a", nullable=True)
