import io
from logging.config import fileConfig

from alembic import context
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Integer, MetaData, create_engine

config = context.config
fileConfig(config.config_file_name)
url = config.get_main_option("sqlalchemy.url")
x = context.get_x_argument(as_dictionary=True)

if context.is_offline_mode():
    context.configure(url=url, literal_binds=True, own_setting="kept")
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = create_engine(url)
    with engine.connect() as connection:
        own = MigrationContext.configure(connection)
        if "stamp" not in x:
            print(own.get_current_revision(), own.get_current_heads(), own.as_sql, own.version_table, own.script,
                  own.config, own.environment_context, own.dialect.name, own.impl.transactional_ddl, own.opts)
        connection.rollback()
    if "stamp" in x:
        with engine.connect() as connection:
            own = MigrationContext.configure(connection, opts={"version_table": "other_version"})
            with own.begin_transaction():
                own.stamp(context.script, x["stamp"])
                print(own.get_current_heads())
            connection.commit()  # Alembic's begin_transaction() does nothing on SQLite
        with engine.connect() as connection:
            context.configure(connection=connection)
            with context.begin_transaction():
                context.get_context().stamp(context.script, x["stamp"])
                print(context.get_context().get_current_heads())
            connection.commit()
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=MetaData(), own_setting="kept")
        before = context.get_context()
        with context.begin_transaction():
            context.run_migrations()
    with engine.connect() as connection:
        context.configure(connection=connection, version_table="third_version")
        print(before is context.get_context(), before.version_table, context.get_context().version_table,
              context.get_context().get_current_heads(), before.opts is context.get_context().opts)
        connection.rollback()
    with engine.connect() as connection:
        own = MigrationContext.configure(connection, opts={"target_metadata": MetaData()})
        with own.begin_transaction():
            op = Operations(own)
            op.create_table("by_hand", Column("id", Integer, primary_key=True))
            op.drop_table("by_hand")
    text = io.StringIO()
    own = MigrationContext.configure(dialect_name="postgresql", opts={"as_sql": True, "output_buffer": text})
    op = Operations(own)
    op.create_table("by_hand", Column("id", Integer, primary_key=True))
    op.execute("SELECT 1")
    with Operations.context(own) as inner:
        inner.drop_table("by_hand")
    print(text.getvalue())
