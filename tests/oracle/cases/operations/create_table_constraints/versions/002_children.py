"""children

Revision ID: d39fd6b8b5e3
Revises: 5e54b94b05e5
Create Date: 2024-03-05 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "d39fd6b8b5e3"
down_revision = "5e54b94b05e5"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("author.id"), nullable=False),
        sa.Column("editor_id", sa.Integer(), sa.ForeignKey("author.id", name="fk_book_editor", ondelete="SET NULL")),
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.Integer()),
        sa.ForeignKeyConstraint(["a", "b"], ["pair.a", "pair.b"], name="fk_book_pair", ondelete="CASCADE",
                                onupdate="RESTRICT"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "loop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["loop.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    # Alembic takes columns, constraints and indexes, and leaves out what else is given.
    op.create_table("more", sa.MetaData(), sa.Column("id", sa.Integer()), None, "text", sa.Identity(), sa.Integer(),
                    sa.ForeignKey("loop.id"), sa.Index("ix_more_id", "id"))


def downgrade():
    op.drop_table("more")
    op.drop_table("loop")
    op.drop_table("book")
