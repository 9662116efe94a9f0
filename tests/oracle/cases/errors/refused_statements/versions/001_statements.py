"""statements"""
import sqlalchemy as sa
from alembic import context, op

revision = "aaa111"
down_revision = None

t = sa.table("t", sa.column("a", sa.Integer))


def upgrade():
    what = context.get_x_argument(as_dictionary=True)["what"]
    op.execute("CREATE TABLE IF NOT EXISTS t (a INTEGER)")
    op.execute("CREATE SCHEMA IF NOT EXISTS other")
    if what == "hint":
        op.execute(sa.select(t.c.a).with_hint(t, "ONLY", dialect_name="postgresql"))
    elif what == "other_schema":
        op.get_bind().scalar(sa.select(1), execution_options={"schema_translate_map": {None: "other"}})
    elif what == "read_only":
        op.get_bind().engine.connect().execution_options(postgresql_readonly=True)


def downgrade():
    pass
