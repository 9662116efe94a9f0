"""several

Revision ID: da9a73ce082d
Revises: c8b9c62bc4a3
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "da9a73ce082d"
down_revision = "c8b9c62bc4a3"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("c", sa.Integer, nullable=True))
        batch_op.alter_column("a", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=True)
        batch_op.create_index("ix_c", ["c"])
        batch_op.create_unique_constraint("uq_b", ["b"])


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_constraint("uq_b", type_="unique")
        batch_op.drop_index("ix_c")
        batch_op.alter_column("a", existing_type=sa.BigInteger(), type_=sa.Integer(), existing_nullable=True)
        batch_op.drop_column("c")
