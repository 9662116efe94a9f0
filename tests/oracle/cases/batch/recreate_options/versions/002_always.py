"""always

Revision ID: 9fdc83b6ee47
Revises: d9f5e834695a
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "9fdc83b6ee47"
down_revision = "d9f5e834695a"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("b", sa.Integer(), nullable=False, server_default="4"))


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_column("b")
