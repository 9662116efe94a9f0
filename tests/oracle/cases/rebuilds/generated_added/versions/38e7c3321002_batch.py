"""batch

Revision ID: 38e7c3321002
Revises: 38e7c3321001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "38e7c3321002"
down_revision = "38e7c3321001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("twice", sa.Integer(), sa.Computed("n * 2", persisted=True)))


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_column("twice")
