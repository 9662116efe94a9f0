"""batch

Revision ID: fa7e2f428002
Revises: fa7e2f428001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "fa7e2f428002"
down_revision = "fa7e2f428001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_column("gone")


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("gone", sa.Integer()))
