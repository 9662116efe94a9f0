"""names

Revision ID: 5716541e37d4
Revises: d93a6d24f272
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "5716541e37d4"
down_revision = "d93a6d24f272"
branch_labels = None
depends_on = None


def upgrade():
    op.rename_table("p", "parent")
    op.rename_table("t", "child")


def downgrade():
    op.rename_table("child", "t")
    op.rename_table("parent", "p")
