"""constraints

Revision ID: dd70791387ca
Revises: 783bc410e3e0
Create Date: 2024-03-08 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "dd70791387ca"
down_revision = "783bc410e3e0"
branch_labels = None
depends_on = None


def upgrade():
    op.create_foreign_key(None, "b", "a", ["n"], ["id"])
    op.create_unique_constraint(None, "b", ["n"])
    op.create_check_constraint("positive", "b", "n > 0")
    op.add_column("b", sa.Column("m", sa.Integer(), sa.ForeignKey("a.id")))


def downgrade():
    op.drop_column("b", "m")
    op.drop_constraint("positive", "b", type_="check")
    op.drop_constraint(op.f("uq_b_n"), "b", type_="unique")
    op.drop_constraint("fk_b_n_a", "b", type_="foreignkey")
