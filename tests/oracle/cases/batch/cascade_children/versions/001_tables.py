"""tables

Revision ID: 8204fab2d9bb
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "8204fab2d9bb"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parent", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.String(5)))
    op.create_table("child", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("parent_id", sa.Integer(), sa.ForeignKey("parent.id", ondelete="CASCADE"), nullable=False))
    op.execute("INSERT INTO parent (id, n) VALUES (1, 'a'), (2, 'b')")
    op.execute("INSERT INTO child (id, parent_id) VALUES (10, 1), (11, 2), (12, 2)")


def downgrade():
    op.drop_table("child")
    op.drop_table("parent")
