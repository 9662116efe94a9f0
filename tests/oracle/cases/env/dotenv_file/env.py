import os
import pathlib
import sys

from alembic import context
from sqlalchemy import engine_from_config, pool

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
config = context.config
for line in (pathlib.Path(__file__).parent / ".env").read_text().splitlines():
    if line and not line.startswith("#"):
        key, _, value = line.partition("=")
        os.environ.setdefault(key, value.strip('"'))
config.set_main_option("sqlalchemy.url", os.environ["SOME_URL"].replace("%", "%%"))
config.set_section_option("alembic", "sqlalchemy.echo", "false")

if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    connectable = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.",
                                     poolclass=pool.NullPool)
    with connectable.begin() as connection:
        context.configure(connection=connection)
        context.run_migrations()
