"""batch

Revision ID: 437966d8c02b
Revises: 5e257539c91f
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "437966d8c02b"
down_revision = "5e257539c91f"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", reflect_args=[sa.Column("flag", sa.Boolean(create_constraint=True, name="ck_flag"))],
                              table_args=(sa.UniqueConstraint("size", name="uq_size"),)) as batch_op:
        batch_op.alter_column("size", type_=sa.BigInteger())
        batch_op.add_column(sa.Column("more", sa.Integer()))


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_column("more")
        batch_op.alter_column("size", type_=sa.Integer())
