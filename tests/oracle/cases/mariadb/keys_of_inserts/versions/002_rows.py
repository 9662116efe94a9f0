"""rows

Revision ID: 3fcd38708fd9
Revises: 9fc407c9e657
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "3fcd38708fd9"
down_revision = "9fc407c9e657"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    meta = sa.MetaData()
    p = sa.Table("p", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("w", sa.String(9)))
    c = sa.Table("c", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("p_id", sa.Integer))
    for word in ("one", "two"):
        key = bind.execute(p.insert().values(w=word)).inserted_primary_key[0]
        bind.execute(c.insert().values(p_id=key * 10))


def downgrade():
    op.execute("DELETE FROM c")
    op.execute("DELETE FROM p")
