"""rowcount, lastrowid, description, fetching, executemany, executescript, Row."""
import os
import sqlite3

connection = sqlite3.connect(os.environ["DATABASE"])
cursor = connection.cursor()
print(cursor.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b)").rowcount, cursor.description, cursor.lastrowid)
for statement, parameters in (("INSERT INTO t (a) VALUES (?)", ("x",)), ("INSERT INTO t (id, a) VALUES (10, 'y'), (11, 'z')", ()),
                              ("UPDATE t SET b = 1", ()), ("UPDATE t SET b = 2 WHERE id = 99", ()), ("SELECT * FROM t", ()),
                              ("DELETE FROM t WHERE id = 11", ()), ("REPLACE INTO t (id, a) VALUES (10, 'r')", ()),
                              ("WITH w AS (SELECT 5 AS n) INSERT INTO t (id) SELECT n FROM w", ()),
                              ("INSERT OR IGNORE INTO t (id) VALUES (5)", ()), ("PRAGMA user_version", ())):
    cursor.execute(statement, parameters)
    print(statement, cursor.rowcount, cursor.lastrowid, cursor.description is not None)
    cursor.fetchall()
cursor.executemany("INSERT INTO t (a, b) VALUES (?, ?)", [("m", n) for n in range(4)])
print(cursor.rowcount, cursor.lastrowid)
cursor.executemany("INSERT INTO t (a) VALUES (:a)", iter([{"a": "n"}]))
print(cursor.execute("SELECT count(*) FROM t").fetchone(), connection.total_changes)
cursor.execute("SELECT id FROM t ORDER BY id")
print(cursor.fetchone(), cursor.fetchmany(), cursor.fetchmany(2), next(cursor), len(list(cursor)), cursor.fetchone(), cursor.fetchall())
cursor.arraysize = 3
print(len(cursor.execute("SELECT id FROM t").fetchmany()))
cursor.execute("INSERT INTO t (a) VALUES ('ret') RETURNING a, 1 + 1 AS two")
print([column[0] for column in cursor.description], cursor.fetchall())
cursor.executescript("CREATE TABLE s (x); INSERT INTO s VALUES (1); -- a comment; with a sign\nINSERT INTO s VALUES ('a;b');")
print(connection.execute("SELECT x FROM s").fetchall())
connection.row_factory = sqlite3.Row
row = connection.execute("SELECT 1 AS One, 'x' AS two").fetchone()
print(tuple(row), row["one"], row["TWO"], row[0], row[-1], row[0:1], row.keys(), len(row), list(row), dict(row), isinstance(row, sqlite3.Row))
print(row == connection.execute("SELECT 1 AS One, 'x' AS two").fetchone(), row == (1, "x"), hash(row) is not None, "x" in row)
for key in ("three", 5):
    try:
        row[key]
    except Exception as error:
        print(type(error).__name__, error)
connection.row_factory = lambda cursor, row: {column[0]: value for column, value in zip(cursor.description, row)}
print(connection.execute("SELECT 1 AS a").fetchall())
connection.row_factory = None
connection.text_factory = bytes
print(connection.execute("SELECT 'text'").fetchone())
connection.text_factory = lambda raw: raw.decode().upper()
print(connection.execute("SELECT 'text'").fetchone())
connection.text_factory = str
cursor.close()
for use in (lambda: cursor.execute("SELECT 1"), lambda: cursor.fetchone(), lambda: connection.cursor().fetchone()):
    try:
        print(use())
    except Exception as error:
        print(type(error).__name__, error)
connection.close()
try:
    connection.execute("SELECT 1")
except Exception as error:
    print(type(error).__name__, error)
