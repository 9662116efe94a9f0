"""genres in a table of their own

Revision ID: b0e2597c1d38
Revises: 83c4d90ab6f1
Create Date: 2024-03-04 08:55:10.611007

"""
import sqlalchemy as sa
from alembic import op

revision = "b0e2597c1d38"
down_revision = "83c4d90ab6f1"
branch_labels = None
depends_on = None


# What the table looks like in the middle of this revision: with the old column and the new one.
book = sa.table(
    "book",
    sa.column("id", sa.Integer),
    sa.column("genre", sa.String),
    sa.column("genre_code", sa.String),
)
genre = sa.table("genre", sa.column("code", sa.String), sa.column("label", sa.String))


def code_for(label):
    """`Novel of Manners` becomes `novel-of-man`: twelve characters at most."""
    return label.lower().replace(" ", "-")[:12].rstrip("-")


def upgrade():
    op.create_table(
        "genre",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_genre")),
    )
    with op.batch_alter_table("book") as batch_op:
        batch_op.add_column(sa.Column("genre_code", sa.String(length=12), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_book_genre_code_genre"), "genre", ["genre_code"], ["code"])

    bind = op.get_bind()
    query = sa.select(book.c.genre).where(book.c.genre.is_not(None)).distinct().order_by(book.c.genre)
    for label in bind.execute(query).scalars().all():
        bind.execute(sa.insert(genre).values(code=code_for(label), label=label))
        bind.execute(sa.update(book).where(book.c.genre == label).values(genre_code=code_for(label)))

    with op.batch_alter_table("book") as batch_op:
        batch_op.drop_column("genre")


def downgrade():
    op.add_column("book", sa.Column("genre", sa.String(length=60), nullable=True))
    bind = op.get_bind()
    for code, label in bind.execute(sa.select(genre.c.code, genre.c.label)).fetchall():
        bind.execute(sa.update(book).where(book.c.genre_code == code).values(genre=label))
    with op.batch_alter_table("book") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_book_genre_code_genre"), type_="foreignkey")
        batch_op.drop_column("genre_code")
    op.drop_table("genre")
