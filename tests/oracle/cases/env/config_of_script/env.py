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


Config().get_main_option("a")  # the quick runtime leaves it here, and nothing is printed twice
config.set_section_option("new", "key", "50%%")
show("parser", lambda: config.file_config.sections())
show("parser get", lambda: config.file_config.get("new", "key"))
show("parser raw", lambda: config.file_config.get("alembic", "sqlalchemy.url", fallback="")[:6])
config.file_config.set("new", "key", "by parser")
show("by parser", lambda: config.get_section_option("new", "key"))
config.set_section_option("new", "other", "later")
show("later", lambda: config.file_config["new"]["other"])
own = Config()
show("own file", lambda: own.config_file_name)
show("own option", lambda: own.get_main_option("a", "nothing yet"))
own.set_main_option("script_location", "somewhere")
show("own set", lambda: own.get_main_option("script_location"))
show("own parser", lambda: own.file_config.sections())
show("own opts", lambda: (own.cmd_opts, own.attributes))
read = Config(os.path.join(here, "alembic.ini"), attributes={"k": 1})
show("read", lambda: read.get_main_option("greeting"))
show("read place", lambda: read.get_section_option("extra", "place"))
show("read attributes", lambda: read.attributes)
other = Config(os.path.join(here, "alembic.ini"), ini_section="other")
show("read other", lambda: (other.get_main_option("greeting"), other.config_ini_section))
show("not there", lambda: Config("nowhere.ini").get_main_option("greeting"))

if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"))
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
