"""table

Revision ID: 30b1d2c4e5f6
Revises: 
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "30b1d2c4e5f6"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""
        CREATE TABLE d (
            id INTEGER NOT NULL PRIMARY KEY,
            a INTEGER DEFAULT 7,
            b INTEGER DEFAULT 42,
            c INTEGER DEFAULT -1,
            d FLOAT DEFAULT 1.5,
            e VARCHAR(10) DEFAULT '',
            f VARCHAR(10) DEFAULT 'x',
            g VARCHAR(10) DEFAULT 'a:b',
            h BOOLEAN DEFAULT TRUE,
            i INTEGER DEFAULT NULL,
            j DATETIME DEFAULT CURRENT_TIMESTAMP,
            k INTEGER DEFAULT (1 + 2),
            m VARCHAR(10) DEFAULT (lower('A') || 'b')
        )""")
    op.execute("INSERT INTO d (id) VALUES (1)")
    op.execute("UPDATE d SET j = NULL")


def downgrade():
    op.drop_table("d")
