"""find books by author and title

Revision ID: e41b7c9f0d56
Revises: d7a83b20e5c9
Create Date: 2024-06-30 19:02:33.518204

"""
import sqlalchemy as sa
from alembic import op

revision = "e41b7c9f0d56"
down_revision = "d7a83b20e5c9"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_book_author_title", "book", ["author_id", "title"], unique=False)


def downgrade():
    op.drop_index("ix_book_author_title", table_name="book")
