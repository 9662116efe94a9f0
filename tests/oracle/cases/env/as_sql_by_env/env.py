import io
from contextlib import nullcontext
from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine

config = context.config
fileConfig(config.config_file_name)
url = config.get_main_option("sqlalchemy.url")
x = context.get_x_argument(as_dictionary=True)
before = context.is_offline_mode()


def run(**kw):
    context.configure(literal_binds="online" not in x or "literal" in x, **kw)
    print("-- offline before", before, "after", context.is_offline_mode(), context.get_context().as_sql,
          context.requires_connection(), sep="_", end=";\n")
    with context.begin_transaction():
        context.run_migrations()


if "connect" in x:
    with create_engine(url).connect() as connection:
        run(connection=connection, as_sql=True)
elif "online" in x:
    with create_engine(url).connect() as connection:
        run(connection=connection, as_sql=False)
elif "buffer" in x:
    text = io.StringIO()
    run(url=url, as_sql=True, output_buffer=text)
    with open(x["buffer"], "w") as file:
        run(url=url, as_sql=True, output_buffer=file)
    assert text.getvalue() == open(x["buffer"]).read()
elif "start" in x:
    run(url=url, as_sql=True, starting_rev=x["start"])
    print(context.get_starting_revision_argument(), end=";\n")
else:
    run(url=url, as_sql=True)
