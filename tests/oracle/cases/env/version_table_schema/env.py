from alembic import context
from sqlalchemy import create_engine, engine_from_config, pool

config = context.config
url = config.get_main_option("sqlalchemy.url")


def settings():
    return dict(version_table="v", version_table_schema="meta")


if context.is_offline_mode():
    context.configure(url=url, literal_binds=True, **settings())
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS meta")
        connection.commit()
        context.configure(connection=connection, **settings())
        with context.begin_transaction():
            context.run_migrations()
