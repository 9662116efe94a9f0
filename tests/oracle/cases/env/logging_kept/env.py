import logging
from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine

config = context.config
x = context.get_x_argument(as_dictionary=True)
before = logging.getLogger("before")
before.setLevel(logging.INFO)
inner = logging.getLogger("alembic.env")
if "none" not in x:
    fileConfig(config.config_file_name, disable_existing_loggers="keep" not in x)
if "section" in x:
    logging.getLogger("alembic").setLevel(logging.WARNING)
logger = logging.getLogger("alembic.env")
before.warning("from before")
before.info("a word from before")
inner.info("inner")
logger.info("of env.py %s", 1)
logging.getLogger("other").warning("other")
logging.getLogger("other").info("not shown")
print(before.disabled, inner.disabled, logger.level, logging.getLogger("alembic").level, logging.root.level,
      len(logging.root.handlers))

with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
    logger.warning("done")
