"""constructs

Revision ID: 5ce1164cccb3
Revises: 98dd654bbad5
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "5ce1164cccb3"
down_revision = "98dd654bbad5"
branch_labels = None
depends_on = None


def upgrade():
    t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.Integer), sa.column("b", sa.String))
    op.execute(t.insert().values(id=3, a=30, b="three's"))
    op.execute(t.update().where(t.c.a.is_(None)).values(a=sa.func.length(t.c.b) + 1))
    op.execute(sa.update(t).where(t.c.b.like("%e%")).values(b=t.c.b + "!"))
    op.execute(t.insert().from_select(["id", "a", "b"], sa.select(t.c.id + 100, t.c.a, sa.func.upper(t.c.b)).where(t.c.id < 3)))
    op.execute(t.delete().where(sa.and_(t.c.id > 100, t.c.a > 9)))


def downgrade():
    op.execute("DELETE FROM t WHERE id > 2")
    op.execute("UPDATE t SET a = NULL, b = 'zwei' WHERE id = 2")
    op.execute("UPDATE t SET b = 'one' WHERE id = 1")
