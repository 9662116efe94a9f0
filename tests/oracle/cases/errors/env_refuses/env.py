from logging.config import fileConfig

from alembic import context
from alembic.util import CommandError

fileConfig(context.config.config_file_name)

if "tenant" not in context.get_x_argument(as_dictionary=True):
    raise CommandError("pass -x tenant=NAME")
