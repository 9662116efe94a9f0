"""batch

Revision ID: 5d0bb0f60002
Revises: 5d0bb0f60001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "5d0bb0f60002"
down_revision = "5d0bb0f60001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_column("a")


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("a", sa.String(9)))
