import os

from alembic import context
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import create_engine

config = context.config
here = os.path.dirname(os.path.abspath(__file__))


def plain(value):
    return repr(value).replace(here, "HERE")


def show(label, function):
    try:
        print(label, plain(function()))
    except (CommandError, TypeError, ValueError) as error:
        print(label, type(error).__name__, plain(str(error)))


show("truth", lambda: config.get_alembic_boolean_option("flag"))
show("no truth", lambda: config.get_alembic_boolean_option("nothing"))
show("wrong truth", lambda: config.get_alembic_boolean_option("number"))
show("toml", lambda: sorted(config.toml_alembic_config))
show("messaging", lambda: config.messaging_opts)
own = Config()
show("paths", lambda: (config.get_prepend_sys_paths_list(), config.get_version_locations_list()))
show("own paths", lambda: (own.get_prepend_sys_paths_list(), own.get_version_locations_list()))
for separator in ("space", "newline", "os", ":", ";", "comma"):
    own.set_main_option("prepend_sys_path", "a b, c:d")
    own.set_main_option("version_locations", "a; b\n c:d")
    own.set_main_option("path_separator", separator)
    show(f"paths by {separator}", lambda: (own.get_prepend_sys_paths_list(), own.get_version_locations_list()))
own.remove_main_option("path_separator")
show("paths without", lambda: own.get_prepend_sys_paths_list())
own.set_main_option("version_path_separator", ":")
show("locations of old", lambda: own.get_version_locations_list())

if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"))
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
