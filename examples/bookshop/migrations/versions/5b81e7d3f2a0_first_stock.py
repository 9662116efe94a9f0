"""first stock

Revision ID: 5b81e7d3f2a0
Revises: 2a6f0c1d94e7
Create Date: 2024-01-09 16:40:02.880142

"""
import sqlalchemy as sa
from alembic import op

revision = "5b81e7d3f2a0"
down_revision = "2a6f0c1d94e7"
branch_labels = None
depends_on = None


author = sa.table("author", sa.column("id", sa.Integer), sa.column("name", sa.String))
book = sa.table(
    "book",
    sa.column("id", sa.Integer),
    sa.column("title", sa.String),
    sa.column("isbn", sa.String),
    sa.column("author_id", sa.Integer),
    sa.column("genre", sa.String),
    sa.column("price", sa.Numeric(8, 2)),
)


def upgrade():
    op.bulk_insert(
        author,
        [
            {"id": 1, "name": "Mary Shelley"},
            {"id": 2, "name": "Jules Verne"},
            {"id": 3, "name": "Jane Austen"},
        ],
    )
    op.bulk_insert(
        book,
        [
            {"id": 1, "title": "Frankenstein", "isbn": "978-0-14-143947-1", "author_id": 1, "genre": "Horror",
             "price": 7.99},
            {"id": 2, "title": "Journey to the Centre of the Earth", "isbn": None, "author_id": 2,
             "genre": "Adventure", "price": 6.50},
            {"id": 3, "title": "Around the World in Eighty Days", "isbn": None, "author_id": 2, "genre": "Adventure",
             "price": 5.25},
            {"id": 4, "title": "Emma", "isbn": "978-0-14-143958-7", "author_id": 3, "genre": "Novel of Manners",
             "price": 8.00},
            {"id": 5, "title": "Lady Susan", "isbn": None, "author_id": 3, "genre": None, "price": 4.00},
        ],
    )


def downgrade():
    op.execute(book.delete().where(book.c.id.in_([1, 2, 3, 4, 5])))
    op.execute(author.delete().where(author.c.id.in_([1, 2, 3])))
