"""Transactions that sqlite3 begins by itself, isolation_level, savepoints, with connection."""
import os
import sqlite3

place = os.environ["DATABASE"]
connection, other = sqlite3.connect(place), sqlite3.connect(place)
connection.execute("CREATE TABLE t (x UNIQUE)")
said = []


def note(word):
    print(word, connection.in_transaction, other.execute("SELECT count(*) FROM t").fetchone()[0])


note("made")
connection.execute("INSERT INTO t VALUES (1)")
note("inserted")
connection.execute("CREATE TABLE u (x)")
note("DDL")
connection.rollback()
note("rolled back")
print(connection.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall())
connection.execute("  /* words */ -- more\n insert into t values (2)")
connection.commit()
note("committed")
connection.execute("SELECT * FROM t")
note("selected")
connection.execute("SAVEPOINT s")
connection.execute("INSERT INTO t VALUES (3)")
connection.execute("ROLLBACK TO s")
connection.execute("RELEASE s")
note("savepoint")
connection.rollback()
with connection:
    connection.execute("INSERT INTO t VALUES (4)")
note("with")
try:
    with connection:
        connection.execute("INSERT INTO t VALUES (5)")
        connection.execute("INSERT INTO t VALUES (5)")
except sqlite3.IntegrityError as error:
    print(type(error).__name__, error)
note("with error")
connection.isolation_level = None
connection.execute("INSERT INTO t VALUES (6)")
note("autocommit")
connection.execute("BEGIN IMMEDIATE")
connection.execute("INSERT INTO t VALUES (7)")
note("explicit")
connection.execute("ROLLBACK")
note("undone")
print(connection.isolation_level)
connection.isolation_level = "IMMEDIATE"
connection.execute("INSERT INTO t VALUES (8)")
note("immediate")
connection.executescript("INSERT INTO t VALUES (9);")
note("script")
connection.commit()
connection.rollback()
connection.execute("INSERT INTO t VALUES (10)")
connection.close()
print(other.execute("SELECT x FROM t").fetchall())
