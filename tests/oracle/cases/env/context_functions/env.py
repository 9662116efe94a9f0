from logging.config import fileConfig

from alembic import context
from alembic.util import CommandError
from sqlalchemy import create_engine, text

config = context.config
fileConfig(config.config_file_name)


def show(label, function):
    try:
        print("--", label, function())
    except (CommandError, KeyError, AttributeError, AssertionError, Exception) as error:
        print("--", label, type(error).__name__, error)


def all_of_them(when):
    show(when + " head", context.get_head_revision)
    show(when + " heads", context.get_head_revisions)
    show(when + " start", context.get_starting_revision_argument)
    show(when + " destination", context.get_revision_argument)
    show(when + " tag", context.get_tag_argument)
    show(when + " x", context.get_x_argument)
    show(when + " offline", context.is_offline_mode)
    show(when + " needs a connection", context.requires_connection)
    show(when + " transactional", context.is_transactional_ddl)
    show(when + " bind", lambda: type(context.get_bind()).__name__)
    show(when + " context", lambda: type(context.get_context()).__name__)


all_of_them("before")
show("execute", lambda: context.execute("SELECT 1"))
show("output", lambda: context.static_output("-- text"))
show("begin", context.begin_transaction)
show("run", context.run_migrations)
show("nothing", context.configure)


url = config.get_main_option("sqlalchemy.url")
if context.is_offline_mode():
    context.configure(url=url, literal_binds=True)
    all_of_them("after")
    with context.begin_transaction():
        context.execute("SELECT 'before';")
        context.execute(text("SELECT :x").bindparams(x=5))
        context.static_output("-- what env.py says")
        context.run_migrations()
        context.static_output("-- and at the end")
else:
    with create_engine(url).connect() as connection:
        context.configure(connection=connection, tag="of env.py")
        all_of_them("after")
        with context.begin_transaction():
            context.execute("CREATE TABLE IF NOT EXISTS of_env (id INTEGER)")
            context.run_migrations()
