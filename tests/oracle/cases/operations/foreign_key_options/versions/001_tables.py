"""tables

Revision ID: ed46bb6a3c69
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ed46bb6a3c69"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("parent", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("p1", sa.Integer(), sa.ForeignKey("parent.id", deferrable=True, initially="DEFERRED")),
        sa.Column("p2", sa.Integer()),
        sa.Column("p3", sa.Integer()),
        sa.ForeignKeyConstraint(["p2"], ["parent.id"], name="fk_match", match="FULL", onupdate="CASCADE"),
        sa.ForeignKeyConstraint(["p3"], ["parent.id"], deferrable=False, ondelete="NO ACTION"),
    )


def downgrade():
    op.drop_table("child")
    op.drop_table("parent")
