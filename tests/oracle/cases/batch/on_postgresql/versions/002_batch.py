"""batch

Revision ID: 1c12b7a4357e
Revises: 9e050aac10a1
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1c12b7a4357e"
down_revision = "9e050aac10a1"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", schema=None) as batch_op:
        batch_op.add_column(sa.Column("c", sa.Integer(), nullable=True))
        batch_op.alter_column("a", existing_type=sa.VARCHAR(length=5), type_=sa.Text(), existing_nullable=True)
        batch_op.alter_column("b", nullable=False, new_column_name="beta")
        batch_op.create_index(batch_op.f("ix_t_c"), ["c"], unique=False)
        batch_op.create_unique_constraint("uq_c", ["c"])
        batch_op.create_foreign_key("fk_c", "u", ["c"], ["id"], ondelete="SET NULL")
        batch_op.create_check_constraint("ck_c", "c > 1")


def downgrade():
    with op.batch_alter_table("t", schema=None) as batch_op:
        batch_op.drop_constraint("ck_c", type_="check")
        batch_op.drop_constraint("fk_c", type_="foreignkey")
        batch_op.drop_constraint("uq_c", type_="unique")
        batch_op.drop_index(batch_op.f("ix_t_c"))
        batch_op.alter_column("beta", nullable=True, new_column_name="b")
        batch_op.drop_column("c")
