"""tables

Revision ID: f260803c7001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "f260803c7001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parent", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("name", sa.String(9)))
    op.execute("INSERT INTO parent (id, name) VALUES (1, 'one'), (2, 'two')")
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True), sa.Column("parent_id", sa.Integer()),
                    sa.Column("a", sa.String(9)),
                    sa.ForeignKeyConstraint(["parent_id"], ["parent.id"], name="fk_parent", onupdate="SET DEFAULT", ondelete="SET DEFAULT"))
    op.execute("INSERT INTO t (id, parent_id, a) VALUES (1, 1, 'a'), (2, NULL, 'b')")


def downgrade():
    op.drop_table("t")
    op.drop_table("parent")
