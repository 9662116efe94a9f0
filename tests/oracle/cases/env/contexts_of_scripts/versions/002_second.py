"""second"""
from alembic import context, op
from alembic.operations import Operations
import sqlalchemy as sa

revision = "bbb222"
down_revision = "aaa111"


def upgrade():
    ctx = op.get_context()
    print("--", ctx is context.get_context(), ctx.opts["own_setting"], ctx.as_sql, ctx.version_table,
          ctx.version_table_schema, ctx.environment_context.is_offline_mode(), ctx.config is context.config,
          ctx.script.get_current_head(), ctx.opts.get("script") is None or True, ctx.opts["as_sql"])
    print("--", ctx.dialect.name, ctx.impl.transactional_ddl, ctx.impl.as_sql, ctx.impl.__dialect__,
          type(ctx.bind).__name__, ctx.bind is op.get_bind(), ctx.connection is ctx.bind, ctx.purge)
    print("--", ctx.opts["upgrade_token"], ctx.opts["render_as_batch"], ctx.opts["destination_rev"],
          op.f("ix_name"), type(op.f("ix")).__name__)
    ctx.execute("CREATE TABLE two (id INTEGER)")
    ctx.impl.execute("CREATE TABLE three (id INTEGER)")
    ctx.impl.static_output("-- said") if ctx.as_sql else None
    Operations(ctx).create_table("four", sa.Column("id", sa.Integer()))
    if not ctx.as_sql:
        with Operations.context(ctx) as inner:
            op.drop_table("four")
        print("--", ctx.get_current_revision(), ctx.get_current_heads())


def downgrade():
    op.drop_table("two")
