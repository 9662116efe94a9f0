from alembic import context
from sqlalchemy import create_engine, engine_from_config, pool

from models import Base

config = context.config
url = config.get_main_option("sqlalchemy.url")


def settings():
    return dict(target_metadata=Base.metadata, compare_type=True, compare_server_default=True, include_schemas=True, render_as_batch=True, include_object=lambda o, name, kind, reflected, other: True, user_module_prefix="my.")


if context.is_offline_mode():
    context.configure(url=url, literal_binds=True, **settings())
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, **settings())
        with context.begin_transaction():
            context.run_migrations()
