"""tables

Revision ID: ae45ad356001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ae45ad356001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parent", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("name", sa.String(9)))
    op.execute("INSERT INTO parent (id, name) VALUES (1, 'one'), (2, 'two')")
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("x", sa.Integer()),
                    sa.Column("y", sa.Integer()),
                    sa.ForeignKeyConstraint(["x"], ["parent.id"], name="fk_x", ondelete="CASCADE"),
                    sa.ForeignKeyConstraint(["y"], ["parent.id"], name="fk_y", onupdate="CASCADE"))
    op.execute("INSERT INTO t (id, x, y) VALUES (1, 2, 1), (2, NULL, 2)")


def downgrade():
    op.drop_table("t")
    op.drop_table("parent")
