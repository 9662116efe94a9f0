from alembic import context
from sqlalchemy import create_engine, engine_from_config, pool

config = context.config
url = config.get_main_option("sqlalchemy.url")


def applied(ctx, step, heads, run_args, **kw):
    ctx.execute("SELECT 42")
    print(step.is_upgrade, step.up_revision_id, sorted(step.source_revision_ids), sorted(heads))


def settings():
    return dict(on_version_apply=applied)


if context.is_offline_mode():
    context.configure(url=url, literal_binds=True, **settings())
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, **settings())
        with context.begin_transaction():
            context.run_migrations()
