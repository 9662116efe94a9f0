import io
import re
import sys

from alembic import command, context
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import create_engine


def heard(function, *args, **kw):
    text = io.StringIO()
    own = Config(context.config.config_file_name, stdout=text)
    try:
        function(own, *args, **kw)
    except CommandError as error:
        print(type(error).__name__, error)
    found = text.getvalue().replace(sys.path[0], "")
    for line in found.split("\n"):
        line = re.sub(r"\(([^()]+, [^()]+)\)", lambda m: "(" + ", ".join(sorted(m.group(1).split(", "))) + ")", line)
        if not line.startswith(("Path:", "Branch")):
            print(line)


heard(command.heads, resolve_dependencies=True)
heard(command.history)
heard(command.history, "aaaa11:dddd44", verbose=True)
heard(command.history, "aaaa11")
heard(command.show, "dddd44")
heard(command.show, "nope")
command.heads(Config(context.config.config_file_name), verbose=False, resolve_dependencies=True)

with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
