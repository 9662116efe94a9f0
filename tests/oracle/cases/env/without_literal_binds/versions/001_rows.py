"""rows"""

import sqlalchemy as sa
from alembic import op

revision = "c0a9f3b1d274"
down_revision = None

tray = sa.table("tray", sa.column("id", sa.Integer), sa.column("word", sa.String))


def upgrade():
    op.create_table("tray", sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.String(5)))
    op.execute(tray.insert().values(id=1, word="x"))
    op.execute(tray.update().values(word="y").where(tray.c.id == 5))


def downgrade():
    op.drop_table("tray")
