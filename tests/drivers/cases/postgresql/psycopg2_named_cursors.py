"""Named cursors: the server keeps the rows, which come in portions."""
import os

import psycopg2
from psycopg2 import extras

connection = psycopg2.connect(os.environ["DATABASE"])
plain = connection.cursor()
plain.execute("CREATE TABLE t AS SELECT g AS id, 'x' || g AS word FROM generate_series(1, 5000) g")
connection.commit()
cursor = connection.cursor('odd "name"')
print(cursor.name, cursor.description, cursor.rowcount)
cursor.execute("SELECT id, word FROM t WHERE id > %s ORDER BY id", (10,))
print(cursor.description is None, cursor.rowcount)
print(cursor.fetchone(), cursor.rowcount, [column.name for column in cursor.description])
print(cursor.fetchmany(3), cursor.fetchmany(), cursor.rownumber)
# What the server has not been asked for has not come.
plain.execute("SELECT count(*) FROM pg_cursors WHERE name = 'odd \"name\"'")
print(plain.fetchone())
print(len(cursor.fetchall()), cursor.fetchone(), cursor.fetchall())
for use in (lambda: cursor.execute("SELECT 1"), lambda: cursor.executemany("SELECT %s", [(1,)])):
    try:
        use()
    except psycopg2.ProgrammingError as error:
        print(error)
cursor.close()
plain.execute("SELECT count(*) FROM pg_cursors")
print(plain.fetchone(), cursor.closed)
with connection.cursor("iterated") as cursor:
    cursor.itersize = 700
    cursor.execute("SELECT id FROM t ORDER BY id")
    print(sum(row[0] for row in cursor))
cursor = connection.cursor("dicts", cursor_factory=extras.RealDictCursor)
cursor.execute("SELECT id, word FROM t ORDER BY id LIMIT 3")
print(cursor.fetchone(), cursor.fetchall())
held = connection.cursor("held", withhold=True)
held.execute("SELECT id FROM t ORDER BY id LIMIT 4")
print(held.fetchone())
connection.commit()
print(held.fetchall())
held.close()
connection.commit()
failing = connection.cursor("failing")
try:
    failing.execute("SELECT nothing FROM t")
except psycopg2.Error as error:
    print(type(error).__name__, error.pgcode)
failing.close()
connection.rollback()
connection.autocommit = True
try:
    connection.cursor("alone").execute("SELECT 1")
except psycopg2.ProgrammingError as error:
    print(error)
try:
    cursor.fetchone()
except psycopg2.Error as error:
    print(type(error).__name__)
cursor = connection.cursor()
cursor.close()
try:
    cursor.fetchone()
except psycopg2.InterfaceError as error:
    print(error)
