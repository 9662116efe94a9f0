"""words"""
import sqlalchemy as sa
from alembic import op

revision = "aaa111"
down_revision = None

t = sa.table("t", sa.column("a", sa.Integer))


def upgrade():
    op.execute(sa.select(t.c.a).prefix_with("HIGH", dialect="mysql").suffix_with("X", dialect="oracle"))
    op.execute(sa.select(t.c.a).prefix_with("ALL", dialect="postgresql").suffix_with("LIMIT 1", dialect="sqlite"))
    op.execute(sa.select(t.c.a).prefix_with("ALL").suffix_with(sa.text("LIMIT 1")))
    op.execute(sa.insert(t).values(a=1).prefix_with("OR IGNORE", dialect="sqlite"))
    op.execute(sa.update(t).values(a=1).prefix_with("LOW_PRIORITY", dialect="mysql"))
    op.execute(sa.delete(t).with_hint("X", dialect_name="mssql").where(t.c.a == 1))
    op.execute(sa.select(t.c.a).with_statement_hint("LIMIT 1").suffix_with("OFFSET 1"))
    op.execute(sa.select(t.c.a).with_statement_hint("FAST", dialect_name="mssql"))
    op.execute(sa.select(t.c.a).with_hint(t, "NOLOCK", dialect_name="mssql"))
    found = sa.select(t.c.a).cte("found").prefix_with("MATERIALIZED", dialect="oracle")
    op.execute(sa.select(found.c.a))


def downgrade():
    pass
