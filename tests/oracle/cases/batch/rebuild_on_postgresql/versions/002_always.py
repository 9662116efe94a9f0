"""always

Revision ID: 2f2d7a1c0b02
Revises: 2f2d7a1c0b01
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "2f2d7a1c0b02"
down_revision = "2f2d7a1c0b01"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_constraint("uq_b", type_="unique")
        batch_op.create_unique_constraint("uq_ab", ["a", "b"])
        batch_op.add_column(sa.Column("c", sa.Text(), server_default="text"))


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_constraint("uq_ab", type_="unique")
        batch_op.create_unique_constraint("uq_b", ["b"])
        batch_op.drop_column("c")
