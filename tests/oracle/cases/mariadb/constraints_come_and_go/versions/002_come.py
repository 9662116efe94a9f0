"""come

Revision ID: 5f62eaf963e3
Revises: a83097b10b64
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "5f62eaf963e3"
down_revision = "a83097b10b64"
branch_labels = None
depends_on = None


def upgrade():
    op.create_unique_constraint("uq_b", "t", ["b"])
    op.create_check_constraint("ck_b", "t", "length(b) > 0")
    op.execute("INSERT INTO p VALUES (10, 1)")
    op.create_foreign_key("fk_a", "t", "p", ["a"], ["id"], onupdate="CASCADE", ondelete="RESTRICT")


def downgrade():
    op.drop_constraint("fk_a", "t", type_="foreignkey")
    op.drop_index("fk_a", "t")
    op.execute("DELETE FROM p")
    op.drop_constraint("ck_b", "t", type_="check")
    op.drop_constraint("uq_b", "t", type_="unique")
