"""rows

Revision ID: f7aa27e0977b
Revises: eb327a8c6e70
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "f7aa27e0977b"
down_revision = "eb327a8c6e70"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("UPDATE t JOIN u ON u.id = t.id SET t.a = u.n WHERE t.a IS NULL")
    op.execute("INSERT INTO u (id, n) VALUES (2, 1), (3, 300) ON DUPLICATE KEY UPDATE n = n + VALUES(n)")
    op.execute("REPLACE INTO u VALUES (1, 111)")
    op.execute("INSERT IGNORE INTO u VALUES (1, 5), (4, 400)")
    op.execute("DELETE u FROM u LEFT JOIN t ON t.id = u.id WHERE t.id IS NULL AND u.n > 350")


def downgrade():
    op.execute("DELETE FROM u")
    op.execute("INSERT INTO u VALUES (1, 100), (2, 200)")
    op.execute("UPDATE t SET a = NULL WHERE id = 2")
