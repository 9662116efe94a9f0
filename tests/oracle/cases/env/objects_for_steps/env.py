from logging.config import fileConfig

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy import create_engine, pool

config = context.config
fileConfig(config.config_file_name)
url = config.get_main_option("sqlalchemy.url")
metadata = sa.MetaData()
sa.Table("kinds", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)))


class Filler:
    def __init__(self):
        self.names = []

    def fill(self, operations, table, name):
        self.names.append(name)
        operations.bulk_insert(table, [{"id": len(self.names), "name": name}])


filler = Filler()


def applied(ctx, step, heads, run_args):
    print("--", sorted(run_args), run_args["filler"] is filler, filler.names)


def run(**settings):
    context.configure(target_metadata=metadata, on_version_apply=applied, **settings)
    with context.begin_transaction():
        context.run_migrations(op=op, tables=metadata.tables, filler=filler)


if context.is_offline_mode():
    run(url=url, literal_binds=True)
else:
    with create_engine(url, poolclass=pool.NullPool).connect() as connection:
        run(connection=connection)
