"""Exceptions by SQLSTATE: class, bases, pgcode, pgerror, diag."""
import os

import psycopg2
import psycopg2.errorcodes
import psycopg2.errors
import psycopg2.extensions

connection = psycopg2.connect(os.environ["DATABASE"])
cursor = connection.cursor()
cursor.execute("""CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL, b int CHECK (b > 0), r int REFERENCES t (id), c varchar(2));
    INSERT INTO t VALUES (1, 'a', 1, NULL, 'c'); CREATE TABLE e (x int, EXCLUDE (x WITH =))""")
connection.commit()
for statement in ("INSERT INTO t VALUES (1, 'b')", "INSERT INTO t VALUES (2)", "INSERT INTO t VALUES (2, 'x', 0)",
                  "INSERT INTO t VALUES (2, 'x', 1, 77)", "INSERT INTO t VALUES (2, 'x', 1, 1, 'long')", "INSERT INTO e VALUES (1), (1)",
                  "SELECT 1/0", "SELECT 'x'::int", "SELECT 99999999999::int", "SELECT nothing FROM t", "SELECT * FROM nowhere", "SELEC 1",
                  "SELECT nofunction()", "CREATE TABLE t (x int)", "CREATE SCHEMA public", "SELECT '2024-13-01'::date",
                  "DO $$ BEGIN RAISE EXCEPTION 'raised %', 1; END $$", "DO $$ BEGIN RAISE EXCEPTION 'own' USING ERRCODE = 'ZZ123'; END $$",
                  "SET statement_timeout = 10; SELECT pg_sleep(1)", "SELECT * FROM t a, t b WHERE id = 1", "SELECT 1 + 'a'::text",
                  "SELECT xmlparse(document 'x<')", "SELECT '{'::json", "SAVEPOINT s; RELEASE nowhere", "SELECT a FROM t GROUP BY b",
                  "SELECT (SELECT id FROM generate_series(1, 2) AS x(id))", "SET nowhere = 1", "", "  "):
    try:
        cursor.execute(statement)
        print(statement, "ran")
    except psycopg2.Error as error:
        print(statement, [kind.__name__ for kind in type(error).__mro__[:-2]], type(error).__module__, error.pgcode,
              str(error).splitlines()[0], error.pgerror and error.pgerror.splitlines()[0], error.cursor is cursor)
        print("   ", *(getattr(error.diag, name) for name in (
            "sqlstate", "severity", "severity_nonlocalized", "message_primary", "message_detail", "message_hint",
            "statement_position", "internal_position", "internal_query", "context", "schema_name", "table_name", "column_name",
            "datatype_name", "constraint_name", "source_file", "source_line", "source_function")), sep=" | ")
    connection.rollback()
    cursor.execute("SET statement_timeout = 0")
    connection.commit()
try:
    cursor.execute("SELECT 1/0")
except psycopg2.Error:
    pass
print(connection.status == psycopg2.extensions.STATUS_BEGIN)
try:
    cursor.execute("SELECT 1")
except psycopg2.errors.InFailedSqlTransaction as error:
    print(type(error).__name__, error)
connection.rollback()
for code in ("23505", "42P01", "40001", "57014", "08006", "P0001", "55P03"):
    found = psycopg2.errors.lookup(code)
    print(code, found.__name__, [kind.__name__ for kind in found.__mro__[1:-2]], psycopg2.errorcodes.lookup(code))
print(psycopg2.errorcodes.UNIQUE_VIOLATION, psycopg2.errors.UniqueViolation is psycopg2.errors.lookup("23505"))
try:
    psycopg2.errors.lookup("XYZZY")
except KeyError as error:
    print("KeyError", error)
for use in (lambda: cursor.fetchall(), lambda: psycopg2.connect("dbname"), lambda: cursor.execute(5)):
    try:
        use()
    except Exception as error:
        print(type(error).__name__, error)
cursor.close()
try:
    cursor.execute("SELECT 1")
except psycopg2.InterfaceError as error:
    print(error)
connection.close()
for use in (lambda: connection.cursor(), lambda: connection.commit()):
    try:
        use()
    except psycopg2.InterfaceError as error:
        print(error)
print(connection.closed)
