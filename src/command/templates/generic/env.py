from logging.config import fileConfig

from alembic import context
from sqlalchemy import engine_from_config, pool

# The values of the configuration file, and what the command line adds to them.
config = context.config

# Log as the configuration file says.
if config.config_file_name is not None:
    fileConfig(config.config_file_name)

# The models, so that their tables can be compared with the database and their naming convention holds:
# from myapp.models import Base
# target_metadata = Base.metadata
target_metadata = None


def run_migrations_offline() -> None:
    """Print the SQL of the migrations (--sql); no database is asked."""
    context.configure(
        url=config.get_main_option("sqlalchemy.url"),
        target_metadata=target_metadata,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )

    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    """Connect to the database and migrate it."""
    engine = engine_from_config(
        config.get_section(config.config_ini_section, {}),
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )

    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)

        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
