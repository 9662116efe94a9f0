"""rows"""
import sqlalchemy as sa
from alembic import op

revision = "aaa111"
down_revision = None

metadata = sa.MetaData()
items = sa.Table(
    "items", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("a", sa.Integer),
    sa.Column("word", sa.String(20), default=sa.func.lower("ABC"), onupdate=sa.func.lower("UPD")),
    sa.Column("number", sa.Integer, default=3, onupdate=lambda: 44),
    sa.Column("place", sa.Integer, sa.Sequence("places")),
)
numbered = sa.Table(
    "numbered", metadata,
    sa.Column("id", sa.Integer, sa.Sequence("numbers"), primary_key=True),
    sa.Column("a", sa.Integer),
)


def upgrade():
    bind = op.get_bind()
    metadata.create_all(bind)
    bind.execute(items.insert(), [{"a": 1}, {"a": 3}])
    bind.execute(items.insert(), {"a": 5})
    bind.execute(items.insert().values(a=6))
    bind.execute(items.insert().values([{"a": 7}, {"a": 8}]))
    bind.execute(items.insert(), [{"a": 9, "number": 5}, {"a": 10, "number": 6}])
    bind.execute(items.insert().values(a=11), {"word": "x"})
    op.bulk_insert(items, [{"a": 12}])
    op.execute(items.insert().values(a=13))
    bind.execute(items.update().where(items.c.a == 3), {"a": 33})
    bind.execute(items.update().where(items.c.a == 33).values(a=34), {"number": 9})
    bind.execute(items.insert().from_select(["a"], sa.select(items.c.a + 100)))
    bind.execute(items.insert().from_select(["a"], sa.select(items.c.a + 1000), include_defaults=False))
    bind.execute(numbered.insert().values(a=1))
    bind.execute(numbered.insert(), [{"a": 2}, {"a": 3}])
    op.bulk_insert(numbered, [{"a": 4}])
    bind.execute(numbered.insert().from_select(["a"], sa.select(numbered.c.a)))


def downgrade():
    metadata.drop_all(op.get_bind())
