"""position

Revision ID: 6c287dbe4006
Revises: c8bfbfa9f5b9
Create Date: 2024-03-05 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "6c287dbe4006"
down_revision = "c8bfbfa9f5b9"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("m", sa.Integer()), insert_after="a")
        batch_op.add_column(sa.Column("first", sa.Integer()), insert_before="id")
    with op.batch_alter_table("t", partial_reordering=[("z", "id")], recreate="always"):
        pass


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_column("m")
        batch_op.drop_column("first")
