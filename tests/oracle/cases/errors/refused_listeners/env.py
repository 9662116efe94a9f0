import os

from alembic import context
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine

engine = create_engine(os.environ["DATABASE_URL"])

if context.get_x_argument(as_dictionary=True).get("rewrite"):
    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def rewrite(connection, cursor, statement, parameters, context, executemany):
        return statement.replace("INTEGER", "BIGINT"), parameters

with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        if not context.get_x_argument(as_dictionary=True).get("rewrite"):
            context.run_migrations()
        else:
            connection.exec_driver_sql("SELECT 1")
