import logging
from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine

config = context.config
fileConfig(config.config_file_name)
level = context.get_x_argument(as_dictionary=True).get("level")
if level:
    logging.getLogger("sqlalchemy.engine").setLevel(level)

with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
