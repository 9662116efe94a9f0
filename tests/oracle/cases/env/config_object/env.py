import os

from alembic import context
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


print(config.config_file_name, config.toml_file_name, config.config_ini_section)
for name in ("greeting", "GREETING", "percent", "several", "place", "shared", "here", "nothing", "flag", "number", "names"):
    show(f"main {name}", lambda: config.get_main_option(name))
    show(f"option {name}", lambda: config.get_alembic_option(name))
show("default", lambda: config.get_main_option("nothing", "otherwise"))
show("default of option", lambda: config.get_alembic_option("nothing", "otherwise"))
show("section", lambda: {k: v for k, v in config.get_section("extra", {}).items() if k != "sqlalchemy.url"})
show("no section", lambda: config.get_section("nowhere"))
show("default section", lambda: config.get_section("nowhere", {"a": 1}))
show("section option", lambda: config.get_section_option("extra", "key"))
show("no section option", lambda: config.get_section_option("nowhere", "key"))
config.set_main_option("greeting", "set %(shared)s" if config.get_section("extra") else "set")
show("set", lambda: config.get_main_option("greeting"))
show("set None", lambda: config.set_main_option("greeting", None))
show("set number", lambda: config.set_main_option("n", 5))
show("set percent", lambda: config.set_main_option("greeting", "a%b"))
config.set_section_option("new", "key", "50%%")
show("new", lambda: config.get_section_option("new", "key"))
config.remove_main_option("greeting")
show("removed", lambda: config.get_main_option("greeting"))
config.remove_main_option("nothing")
show("attributes", lambda: config.attributes.setdefault("a", []))
config.attributes["a"].append(1)
show("attributes again", lambda: (context.config.attributes["a"], context.config is config))
show("buffer", lambda: config.output_buffer)
config.print_stdout("printed %s", "it")
config.print_stdout("100% as it is")

opts = config.cmd_opts
show("x", lambda: opts.x)
for key in ("autogenerate", "sql", "tag", "revision", "revisions", "head", "message", "rev_id", "splice", "purge",
            "verbose", "indicate_current", "rev_range", "check_heads", "quiet", "name", "raiseerr"):
    print(key, key in opts, getattr(opts, key, "-"))
print(opts.cmd[0].__name__, opts.cmd[1:])
show("x list", lambda: context.get_x_argument())
show("x dictionary", lambda: context.get_x_argument(as_dictionary=True))
show("tag", context.get_tag_argument)

if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"))
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(config.get_main_option("sqlalchemy.url")).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
