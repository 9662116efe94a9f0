"""Transactions, autocommit, isolation levels, status; cursors' facts."""
import os

import psycopg2
from psycopg2 import extensions

place = os.environ["DATABASE"]
connection, other = psycopg2.connect(place), psycopg2.connect(place)
other.autocommit = True
watcher = other.cursor()


def rows():
    watcher.execute("SELECT count(*) FROM pg_tables WHERE tablename = 't'")
    if not watcher.fetchone()[0]:
        return None
    watcher.execute("SELECT count(*) FROM t")
    return watcher.fetchone()[0]


def note(word):
    print(word, connection.status, connection.get_transaction_status(), connection.autocommit, connection.isolation_level)


cursor = connection.cursor()
note("new")
cursor.execute("CREATE TABLE t (x int)")
note("made")
print(rows())
connection.commit()
note("committed")
print(rows())
for statement in ("INSERT INTO t VALUES (1), (2)", "UPDATE t SET x = 5", "SELECT * FROM t", "DELETE FROM t WHERE x = 99",
                  "CREATE INDEX i ON t (x)", "INSERT INTO t VALUES (7) RETURNING x, x + 1 AS y", "SET work_mem = '8MB'"):
    cursor.execute(statement)
    print(statement, cursor.rowcount, cursor.rownumber, cursor.query, cursor.description and [column.name for column in cursor.description])
connection.rollback()
print(rows())
with connection, connection.cursor() as inner:
    inner.execute("INSERT INTO t VALUES (1)")
print(rows(), inner.closed, connection.closed)
try:
    with connection:
        cursor.execute("INSERT INTO t VALUES (2)")
        raise ValueError("out")
except ValueError:
    print(rows())
cursor.execute("SELECT 1")
try:
    connection.autocommit = True
except psycopg2.ProgrammingError as error:
    print(error)
connection.rollback()
connection.autocommit = True
note("autocommit")
cursor.execute("INSERT INTO t VALUES (3)")
print(rows())
connection.set_session(isolation_level="SERIALIZABLE", readonly=True, autocommit=False)
note("session")
cursor.execute("SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')")
print(cursor.fetchone())
connection.rollback()
connection.set_isolation_level(extensions.ISOLATION_LEVEL_REPEATABLE_READ)
note("level")
connection.set_isolation_level(extensions.ISOLATION_LEVEL_AUTOCOMMIT)
note("autocommit level")
connection.isolation_level = "READ COMMITTED"
note("by word")
connection.reset()
connection.set_session(readonly=False)
cursor.execute("SELECT generate_series(1, 7)")
print(cursor.rowcount, cursor.fetchone(), cursor.fetchmany(2), cursor.rownumber, len(list(cursor)), cursor.fetchone(), cursor.fetchall())
cursor.executemany("INSERT INTO t VALUES (%s)", [(n,) for n in range(3)])
print(cursor.rowcount)
cursor.execute("SELECT 1 AS a; SELECT 2 AS b, 3")
print(cursor.fetchall(), cursor.description[0].name, cursor.description[0][1], len(cursor.description[0]))
cursor.callproc("generate_series", (1, 3))
print(cursor.fetchall())
print(cursor.description[0].type_code == psycopg2.NUMBER, psycopg2.STRING == 25, cursor.name, cursor.arraysize, cursor.itersize, cursor.lastrowid)
print(connection.encoding, connection.get_dsn_parameters()["dbname"] == other.get_dsn_parameters()["dbname"], connection.server_version > 90000,
      connection.get_parameter_status("server_encoding"), connection.get_parameter_status("nothing"), connection.get_backend_pid() > 0)
print(sorted(extensions.parse_dsn("dbname='a b' user=x").items()), extensions.make_dsn("dbname=a", user="it's"), psycopg2.apilevel, psycopg2.paramstyle)
connection.rollback()
connection.close()
