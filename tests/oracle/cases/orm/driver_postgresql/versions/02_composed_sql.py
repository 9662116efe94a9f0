"""psycopg2.sql, mogrify, and errors by their classes"""
import psycopg2
import sqlalchemy as sa
from alembic import op
from psycopg2 import errors, sql
from sqlalchemy.orm import Session

revision = "4eb6417dfc8c"
down_revision = "2a1de10f3ab0"


def upgrade():
    bind = op.get_bind()
    connection = bind.connection.dbapi_connection
    names = ["id", "a \"quoted\" one"]
    cursor = connection.cursor()
    cursor.execute(sql.SQL("CREATE TABLE {} ({} integer primary key, {} text)").format(
        sql.Identifier("composed"), *map(sql.Identifier, names)))
    insert = sql.SQL("INSERT INTO {table} ({columns}) VALUES ({values})").format(
        table=sql.Identifier("public", "composed"), columns=sql.SQL(", ").join(map(sql.Identifier, names)),
        values=sql.SQL(", ").join(sql.Placeholder() * 2))
    cursor.execute(insert, (1, "x"))
    print(cursor.mogrify("%s %s %(a)s" if False else "%s %s %s", (1, "it's", None)), insert.as_string(connection))
    cursor.execute(sql.SQL("SELECT * FROM composed WHERE id = {}").format(sql.Literal(1)))
    print(cursor.fetchall())
    for statement in ("INSERT INTO composed VALUES (1)", "SELECT 1/0", "SELECT * FROM nowhere", "SELECT 'x'::integer"):
        cursor.execute("SAVEPOINT before")
        try:
            cursor.execute(statement)
        except (errors.UniqueViolation, errors.DivisionByZero, psycopg2.ProgrammingError, psycopg2.DataError) as error:
            print(type(error).__name__, type(error).__module__, error.pgcode, error.pgerror.splitlines()[0], error.diag.sqlstate)
            cursor.execute("ROLLBACK TO SAVEPOINT before")
    Session(bind).execute(sa.text("SELECT 1"))


def downgrade():
    op.drop_table("composed")
