"""tables"""
from alembic import op

revision = "ba7c01"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE other (id INTEGER PRIMARY KEY, a INTEGER UNIQUE)")
    op.execute("""
        CREATE TABLE node (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            parent INTEGER,
            other_id INTEGER,
            amount INTEGER,
            word VARCHAR(20),
            CONSTRAINT fk_parent FOREIGN KEY(parent) REFERENCES node (id) ON DELETE SET NULL,
            CONSTRAINT fk_other FOREIGN KEY(other_id) REFERENCES other (a) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT ck_id CHECK (id > 0),
            CONSTRAINT uq_word UNIQUE (word)
        )""")
    op.execute("CREATE INDEX ix_node_other ON node (other_id)")
    op.execute("INSERT INTO node (id, word) VALUES (5, 'five')")
    op.execute("INSERT INTO node (id, parent, word) VALUES (9, 5, 'nine')")
    op.execute("DELETE FROM node WHERE id = 9")


def downgrade():
    op.execute("DROP TABLE node")
    op.execute("DROP TABLE other")
