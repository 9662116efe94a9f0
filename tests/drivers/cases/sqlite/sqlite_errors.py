"""Exceptions: classes, words, codes."""
import os
import sqlite3

connection = sqlite3.connect(os.environ["DATABASE"])
connection.executescript("""CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INTEGER CHECK (b > 0), c UNIQUE);
    CREATE TABLE k (t_id REFERENCES t (id)); CREATE TABLE s (x INTEGER) STRICT; PRAGMA foreign_keys = ON; CREATE VIEW v AS SELECT 1""")
connection.execute("INSERT INTO t VALUES (1, 'a', 1, 1)")
connection.commit()
for statement in ("INSERT INTO t VALUES (1, 'b', 1, 2)", "INSERT INTO t VALUES (2, NULL, 1, 2)", "INSERT INTO t VALUES (2, 'x', 0, 2)",
                  "INSERT INTO t VALUES (2, 'x', 1, 1)", "INSERT INTO k VALUES (77)", "INSERT INTO t VALUES ('no', 'x', 1, 5)",
                  "INSERT INTO s VALUES ('text')", "SELECT * FROM nowhere", "SELECT nothing FROM t", "SELEC 1",
                  "CREATE TABLE t (x)", "INSERT INTO v VALUES (1)", "SELECT 'open", "SELECT nofunction(1)", "DROP TABLE nowhere",
                  "SELECT 1; SELECT 2", "SELECT json('{')", "ROLLBACK", "SELECT abs(-9223372036854775808)", ""):
    try:
        print(statement, connection.execute(statement).fetchall())
    except Exception as error:
        print(statement, [kind.__name__ for kind in type(error).__mro__[:-2]], type(error).__module__, error,
              getattr(error, "sqlite_errorcode", None), getattr(error, "sqlite_errorname", None))
    connection.rollback()
for name in ("Warning", "Error", "InterfaceError", "DatabaseError", "InternalError", "OperationalError", "ProgrammingError",
             "IntegrityError", "DataError", "NotSupportedError"):
    print(name, getattr(sqlite3, name).__bases__[0].__name__, getattr(connection, name) is getattr(sqlite3, name))
print(sqlite3.apilevel, sqlite3.paramstyle, sqlite3.complete_statement("SELECT 1;"), sqlite3.complete_statement("SELECT 1"))
try:
    sqlite3.connect("/nowhere/at/all.db").execute("SELECT 1")
except sqlite3.Error as error:
    print(type(error).__name__, error)
