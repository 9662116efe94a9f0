"""authors and books

Revision ID: 2a6f0c1d94e7
Revises:
Create Date: 2024-01-08 09:12:44.120331

"""
import sqlalchemy as sa
from alembic import op

revision = "2a6f0c1d94e7"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author")),
    )
    op.create_index(op.f("ix_author_name"), "author", ["name"], unique=False)
    op.create_table(
        "book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("isbn", sa.String(length=17), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("genre", sa.String(length=60), nullable=True),
        sa.Column("price", sa.Numeric(precision=8, scale=2), nullable=False),
        sa.CheckConstraint("price >= 0", name=op.f("ck_book_price_not_negative")),
        sa.ForeignKeyConstraint(["author_id"], ["author.id"], name=op.f("fk_book_author_id_author"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book")),
        sa.UniqueConstraint("isbn", name=op.f("uq_book_isbn")),
    )


def downgrade():
    op.drop_table("book")
    op.drop_index(op.f("ix_author_name"), table_name="author")
    op.drop_table("author")
