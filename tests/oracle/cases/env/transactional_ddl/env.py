from alembic import context
from sqlalchemy import create_engine, engine_from_config, pool

config = context.config
url = config.get_main_option("sqlalchemy.url")


def settings():
    return dict(transactional_ddl=False)


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
