import sqlite3

import sqlalchemy as sa

revision = "3"
down_revision = "2"


def upgrade():
    engine = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(":memory:"))
    with engine.connect() as connection:
        print(connection.execute(sa.text("SELECT 7")).scalar())


def downgrade():
    pass
