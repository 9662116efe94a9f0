"""table

Revision ID: a08dc99edf23
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op

revision = "a08dc99edf23"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE words (id INTEGER PRIMARY KEY, w VARCHAR(40))")
    op.execute("INSERT INTO words (id, w) VALUES (1, 'it''s; not the end')")
    op.execute("INSERT INTO words (id, w) VALUES (2, '100% sure'), (3, 'a%sb'), (4, '%(x)s')")
    op.execute("INSERT INTO words (id, w) VALUES (5, 'a' || ' \\:b')")
    op.execute(
        """
        UPDATE words
           SET w = 'changed'  -- a comment here
         WHERE id = 1
        """
    )
    op.execute("/* leading words */ DELETE FROM words WHERE id = 3")
    op.execute("INSERT INTO words (id, w) VALUES (6, 'Größe – 木')")


def downgrade():
    op.execute("DROP TABLE words")
