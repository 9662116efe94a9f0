"""tables

Revision ID: 2f2d7a1c0b01
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "2f2d7a1c0b01"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("other", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO other VALUES (1)")
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
                    sa.Column("a", sa.String(5), unique=True), sa.Column("b", sa.Integer()), sa.Column("parent", sa.Integer()),
                    sa.PrimaryKeyConstraint("id"), sa.ForeignKeyConstraint(["parent"], ["other.id"]),
                    sa.CheckConstraint("b > 0", name="ck_b"), sa.UniqueConstraint("b", name="uq_b"))
    op.create_index("ix_t_b", "t", ["b"])
    op.execute("INSERT INTO t (id, a, b, parent) VALUES (1, 'x', 1, NULL), (2, 'y', 2, 1)")


def downgrade():
    op.drop_table("t")
    op.drop_table("other")
