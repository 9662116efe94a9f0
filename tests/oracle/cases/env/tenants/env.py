from logging.config import fileConfig

from alembic import context
from sqlalchemy import MetaData, engine_from_config, pool, text

config = context.config
fileConfig(config.config_file_name, disable_existing_loggers=False)
x = context.get_x_argument(as_dictionary=True)
tenants = [x["tenant"]] if "tenant" in x else ["red", "blue"]
metadata = MetaData()

if context.is_offline_mode():
    for tenant in tenants:
        context.configure(url=config.get_main_option("sqlalchemy.url"), literal_binds=True,
                          version_table_schema=tenant, include_schemas=True)
        with context.begin_transaction():
            context.execute(f'SET search_path TO "{tenant}"')
            context.run_migrations(**{})
else:
    engine = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.",
                                poolclass=pool.NullPool)
    with engine.connect() as connection:
        for tenant in tenants:
            print(tenant)
            connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{tenant}"'))
            connection.execute(text('set search_path to "%s"' % tenant))
            connection.commit()
            connection.dialect.default_schema_name = tenant
            where = {} if "visible" in x else {"version_table_schema": tenant}
            context.configure(connection=connection, target_metadata=metadata, **where)
            with context.begin_transaction():
                context.run_migrations()
