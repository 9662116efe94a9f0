"""tables

Revision ID: 471a20937a7f
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "471a20937a7f"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("author", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(40)))
    op.create_table("book", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("title", sa.String(40)),
                    sa.Column("author_name", sa.String(40)), sa.Column("pages", sa.Integer()))
    op.execute("INSERT INTO book (id, title, author_name, pages) VALUES (1, 'A', 'x', 10), (2, 'B', 'y', 20), (3, 'C', 'x', NULL)")


def downgrade():
    op.drop_table("book")
    op.drop_table("author")
