from alembic import context
from sqlalchemy import create_engine

x = context.get_x_argument(as_dictionary=True)
schema = {None: x.get("schema")}
url = context.config.get_main_option("sqlalchemy.url")
if "engine" in x:
    engine = create_engine(url, execution_options={"schema_translate_map": schema})
else:
    engine = create_engine(url)
with engine.connect() as connection:
    if "engine" not in x:
        connection = connection.execution_options(schema_translate_map=schema)
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
