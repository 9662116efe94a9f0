from alembic import context
from sqlalchemy import create_engine

config = context.config
print("tag:", context.get_tag_argument())
print("x:", context.get_x_argument())
print("x as dictionary:", context.get_x_argument(as_dictionary=True))
print("offline:", context.is_offline_mode())
print("head:", context.get_head_revision(), "start:", context.is_offline_mode() and context.get_starting_revision_argument())

url = config.get_main_option("sqlalchemy.url")
if context.is_offline_mode():
    context.configure(url=url, tag=context.get_tag_argument(), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations(hello="from env")
