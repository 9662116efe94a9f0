import os
import sqlite3

from alembic import context
from sqlalchemy import create_engine, event, pool, text
from sqlalchemy.engine import Engine


@event.listens_for(Engine, "connect")
def foreign_keys(connection, record):
    if isinstance(connection, sqlite3.Connection):
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()


@event.listens_for(Engine, "first_connect")
def first_connect(connection, record):
    if not isinstance(connection, sqlite3.Connection):
        cursor = connection.cursor()
        cursor.execute("CREATE SCHEMA IF NOT EXISTS one")
        cursor.execute("CREATE SCHEMA IF NOT EXISTS two")
        cursor.close()
        connection.commit()


@event.listens_for(pool.Pool, "checkout")
def checkout(connection, record, proxy):
    if not isinstance(connection, sqlite3.Connection):
        cursor = connection.cursor()
        cursor.execute("SET search_path = one")
        cursor.close()
        connection.commit()


engine = create_engine(os.environ["DATABASE_URL"], poolclass=pool.NullPool)


@event.listens_for(engine, "engine_connect")
def engine_connect(connection):
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET search_path = two"))
        connection.commit()


@event.listens_for(engine, "before_cursor_execute")
def logged(connection, cursor, statement, parameters, context, executemany):
    pass


with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
