"""tables

Revision ID: 92ce57a8e864
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "92ce57a8e864"
down_revision = None
branch_labels = None
depends_on = None


a = sa.table("a", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("n", sa.Integer))
b = sa.table("b", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("n", sa.Integer))


def upgrade():
    for name in ("a", "b"):
        op.create_table(name, sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(20)),
                        sa.Column("n", sa.Integer()))
    op.execute("INSERT INTO a (id, name, n) VALUES (1, 'x', 5), (2, 'Y', NULL), (3, NULL, 7)")
    op.execute(sa.insert(b).from_select(["id", "name"], sa.select(a.c.id, sa.func.lower(a.c.name)).where(a.c.id < 3)))
    op.execute(b.update().values(n=sa.select(a.c.n).where(a.c.id == b.c.id).scalar_subquery()))
    op.execute(b.update().values(n=sa.case((b.c.n.is_(None), 0), (b.c.n > 4, 1), else_=-1)))
    op.execute(a.update().values(name=sa.cast(a.c.id, sa.String)).where(a.c.name == sa.null()))
    op.execute(a.update().values(n=sa.func.coalesce(a.c.n, sa.literal(9)) * 2))
    op.execute(a.delete().where(~sa.exists().where(b.c.id == a.c.id)))
    op.execute(a.delete().where(a.c.id.in_(sa.select(b.c.id).where(b.c.name == "y"))))


def downgrade():
    op.drop_table("b")
    op.drop_table("a")
