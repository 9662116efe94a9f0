import os

from alembic import context
from alembic.runtime import migration
from alembic.script import ScriptDirectory
from logging.config import fileConfig
from sqlalchemy import create_engine, pool

config = context.config
fileConfig(config.config_file_name, disable_existing_loggers=False)


def at_head(connection):
    script = ScriptDirectory.from_config(config)
    found = migration.MigrationContext.configure(connection)
    return set(found.get_current_heads()) == set(script.get_heads())


def run_on(connection):
    print("at head before:", at_head(connection))
    connection.rollback()
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
    print("at head after:", at_head(connection))


shared = config.attributes.get("connection", None)
if shared is None:
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        run_on(config.attributes["connection"])
else:
    run_on(shared)
