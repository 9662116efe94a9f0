"""tables

Revision ID: fa7e2f428001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "fa7e2f428001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parent", sa.Column("x", sa.Integer(), nullable=False), sa.Column("y", sa.Integer(), nullable=False),
                    sa.PrimaryKeyConstraint("x", "y"))
    op.execute("INSERT INTO parent (x, y) VALUES (1, 2)")
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("px", sa.Integer()),
                    sa.Column("py", sa.Integer()), sa.Column("gone", sa.Integer()),
                    sa.ForeignKeyConstraint(["px", "py"], ["parent.x", "parent.y"], name="fk_two", ondelete="CASCADE",
                                            deferrable=True))
    op.execute("INSERT INTO t (id, px, py, gone) VALUES (1, 1, 2, 3), (2, NULL, NULL, 4)")


def downgrade():
    op.drop_table("t")
    op.drop_table("parent")
