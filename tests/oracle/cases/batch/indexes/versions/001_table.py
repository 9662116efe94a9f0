"""table

Revision ID: a66046bb7abf
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "a66046bb7abf"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.Integer()),
                    sa.Column("b", sa.Integer()))
    with op.batch_alter_table("t", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_t_a"), ["a"], unique=False)


def downgrade():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_index(batch_op.f("ix_t_a"))
    op.drop_table("t")
