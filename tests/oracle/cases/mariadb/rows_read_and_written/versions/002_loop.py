"""loop

Revision ID: 2932978d5545
Revises: 92f75430d254
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "2932978d5545"
down_revision = "92f75430d254"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    op.add_column("t", sa.Column("n", sa.Integer))
    for id_, b in bind.execute(sa.text("SELECT id, b FROM t WHERE b IS NOT NULL ORDER BY id")).fetchall():
        bind.execute(sa.text("UPDATE t SET n = :n WHERE id = :id"), {"n": len(b), "id": id_})
    if bind.scalar(sa.text("SELECT COUNT(*) FROM t")) == 2:
        done = bind.execute(sa.table("t", sa.column("id"), sa.column("b")).insert().values(id=50, b="counted"))
        assert done.rowcount == 1


def downgrade():
    op.execute("DELETE FROM t WHERE id = 50")
    op.drop_column("t", "n")
