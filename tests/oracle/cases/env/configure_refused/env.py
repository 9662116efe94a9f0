from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

config = context.config
fileConfig(config.config_file_name)
url = config.get_main_option("sqlalchemy.url")
engine = create_engine(url)


def refused(label, **kw):
    try:
        context.configure(**kw)
    except Exception as error:
        print("--", label, type(error).__name__, str(error).split("\n")[0].replace(url, "URL"))
    else:
        print("--", label, "accepted", context.get_context().dialect.name)


refused("nothing")
refused("an engine", connection=engine)
refused("an unknown dialect", dialect_name="nosuch") if context.is_offline_mode() else None
if context.is_offline_mode():
    refused("a URL", url=make_url("postgresql+psycopg2://someone@nowhere/db"))
    refused("a dialect", dialect_name="postgresql", dialect_opts={"paramstyle": "named"})
    context.configure(url=url, literal_binds=True, dialect_opts={"paramstyle": "named"}, colour="red",
                      compare_type=lambda *a: None, include_object=lambda *a: True, include_name=None,
                      render_item=None, user_module_prefix="mine.", alembic_module_prefix="o.",
                      sqlalchemy_module_prefix="s.", render_as_batch=True, include_schemas=True,
                      process_revision_directives=lambda *a: None, autogenerate_plugins=["x"],
                      compare_server_default=True, template_args={"a": 1}, version_table_pk=False)
    opts = context.get_context().opts
    print("--", [(key, opts.get(key)) for key in ("colour", "user_module_prefix", "render_as_batch", "include_schemas",
                                                  "autogenerate_plugins", "template_args", "version_table_pk")])
    with context.begin_transaction():
        context.run_migrations()
else:
    with engine.connect() as connection:
        refused("literal binds", connection=connection, literal_binds=True)
        context.configure(connection=connection, colour="red")
        print("--", context.get_context().opts["colour"])
        with context.begin_transaction():
            context.run_migrations()
