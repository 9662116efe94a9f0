"""batch

Revision ID: 90cba9836a94
Revises: 6d07ad35ba45
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "90cba9836a94"
down_revision = "6d07ad35ba45"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("rich") as batch_op:
        batch_op.alter_column("a", type_=sa.String(99), existing_server_default="it's")
        batch_op.add_column(sa.Column("g", sa.Integer(), server_default="1", nullable=False))


def downgrade():
    with op.batch_alter_table("rich") as batch_op:
        batch_op.drop_column("g")
