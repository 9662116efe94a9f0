import logging
import re
from contextlib import ExitStack
from logging.config import fileConfig

from alembic import context
from sqlalchemy import engine_from_config, pool

# True: commit in two phases, so that a database that fails at the very end takes the others back with it. All of them
# and their driver must be able to do that.
USE_TWOPHASE = False

# The values of the configuration file, and what the command line adds to them.
config = context.config

# Log as the configuration file says.
if config.config_file_name is not None:
    fileConfig(config.config_file_name)
logger = logging.getLogger("alembic.env")

# The databases; each has a section of this name in the configuration file.
db_names = re.split(r",\s*", config.get_main_option("databases", ""))

# The models of each database:
# from myapp import accounts, reports
# target_metadata = {"engine1": accounts.metadata, "engine2": reports.metadata}
target_metadata = {}


def run_migrations_offline() -> None:
    """Write the SQL of the migrations (--sql), a file for each database."""
    for name in db_names:
        path = f"{name}.sql"
        logger.info("Writing the SQL of database %s to %s", name, path)
        with open(path, "w") as output:
            context.configure(
                url=config.get_section_option(name, "sqlalchemy.url"),
                output_buffer=output,
                target_metadata=target_metadata.get(name),
                literal_binds=True,
                dialect_opts={"paramstyle": "named"},
            )
            with context.begin_transaction():
                context.run_migrations(engine_name=name)


def run_migrations_online() -> None:
    """Connect to all databases, migrate each, then commit them all: an error in one leaves every one as it was."""
    with ExitStack() as open_connections:
        connections = {}
        for name in db_names:
            engine = engine_from_config(
                config.get_section(name, {}),
                prefix="sqlalchemy.",
                poolclass=pool.NullPool,
            )
            connections[name] = open_connections.enter_context(engine.connect())

        transactions = [
            connection.begin_twophase() if USE_TWOPHASE else connection.begin() for connection in connections.values()
        ]
        try:
            for name, connection in connections.items():
                logger.info("Migrating database %s", name)
                context.configure(
                    connection=connection,
                    upgrade_token=f"{name}_upgrades",
                    downgrade_token=f"{name}_downgrades",
                    target_metadata=target_metadata.get(name),
                )
                context.run_migrations(engine_name=name)
            if USE_TWOPHASE:
                for transaction in transactions:
                    transaction.prepare()
            for transaction in transactions:
                transaction.commit()
        except BaseException:
            for transaction in transactions:
                transaction.rollback()
            raise


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
