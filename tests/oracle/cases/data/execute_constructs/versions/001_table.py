"""table

Revision ID: c92495d57593
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.sql import column, table

revision = "c92495d57593"
down_revision = None
branch_labels = None
depends_on = None


t = table("t", column("id", sa.Integer), column("s", sa.String), column("flag", sa.Boolean))


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("s", sa.String(40)),
                    sa.Column("flag", sa.Boolean()))
    op.execute(t.insert().values(id=1, s="one", flag=True))
    op.execute(sa.insert(t).values({"id": 2, "s": op.inline_literal("two"), "flag": False}))
    op.execute(t.insert().values([{"id": 3, "s": "three", "flag": None}, {"id": 4, "s": "it's", "flag": True}]))
    op.execute(t.update().where(t.c.id == op.inline_literal(1)).values(s=op.inline_literal("uno")))
    op.execute(t.update().where(t.c.s == "two").values({"s": "due", t.c.flag: sa.true()}))
    op.execute(sa.update(t).where(t.c.id.in_([3, 4])).values(s=t.c.s + "!"))
    op.execute(sa.update(t).where(sa.and_(t.c.id > 1, sa.or_(t.c.flag.is_(None), t.c.s.like("x%")))).values(flag=True))
    op.execute(t.delete().where(t.c.id == 4))
    op.execute(sa.delete(t).where(sa.not_(t.c.id < 3)).where(t.c.s.isnot(None)))


def downgrade():
    op.drop_table("t")
