from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine, engine_from_config, pool

config = context.config
fileConfig(config.config_file_name)
names = ["red", "blue"]
url = config.get_main_option("sqlalchemy.url")

if context.is_offline_mode():
    for name in names:
        with open(f"{name}.sql", "w") as buffer:
            context.configure(url=url, output_buffer=buffer, literal_binds=True, version_table=f"{name}_version")
            with context.begin_transaction():
                context.run_migrations(engine_name=name)
else:
    engines = {name: engine_from_config(config.get_section("alembic"), prefix="sqlalchemy.", poolclass=pool.NullPool)
               for name in names}
    if url.startswith("sqlite") or "twophase" not in context.get_x_argument(as_dictionary=True):
        for name, engine in engines.items():
            with engine.connect() as connection:
                context.configure(connection=connection, version_table=f"{name}_version",
                                  upgrade_token=f"{name}_upgrades", downgrade_token=f"{name}_downgrades")
                print(name, context.get_context().opts["upgrade_token"], context.get_context().version_table)
                with context.begin_transaction():
                    context.run_migrations(engine_name=name)
    else:
        opened = {name: engine.connect() for name, engine in engines.items()}
        transactions = {name: connection.begin() for name, connection in opened.items()}
        try:
            for name, connection in opened.items():
                context.configure(connection=connection, version_table=f"{name}_version")
                context.run_migrations(engine_name=name)
            for transaction in transactions.values():
                transaction.commit()
        except BaseException:
            for transaction in transactions.values():
                transaction.rollback()
            raise
        finally:
            for connection in opened.values():
                connection.close()
