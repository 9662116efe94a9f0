"""Cursors of extras, bulk helpers, json, ranges, hstore, psycopg2.sql."""
import datetime
import os

import psycopg2
from psycopg2 import extras, sql

connection = psycopg2.connect(os.environ["DATABASE"])
cursor = connection.cursor()
cursor.execute("CREATE TABLE t (id int, word text)")
print(extras.execute_values(cursor, "INSERT INTO t VALUES %s", [(n, f"w%{n}") for n in range(250)]), cursor.rowcount)
print(extras.execute_values(cursor, "INSERT INTO t (id, word) VALUES %s RETURNING id", [{"a": 1}, {"a": 2}], "(%(a)s, '100%%')", 1, True))
extras.execute_batch(cursor, "UPDATE t SET word = %s WHERE id = %s", [("x", n) for n in range(5)], page_size=2)
cursor.execute("SELECT count(*) FROM t WHERE word = 'x'")
print(cursor.fetchone())
for broken in ("INSERT INTO t VALUES", "INSERT INTO t VALUES %s, %s", "INSERT INTO t VALUES %(x)s"):
    try:
        extras.execute_values(cursor, broken, [(1, "x")])
    except ValueError as error:
        print(error)
with connection.cursor(cursor_factory=extras.DictCursor) as found:
    found.execute("SELECT id, word, 1 AS \"Up Case\" FROM t WHERE id < 3 ORDER BY id")
    row = found.fetchone()
    print(row, row["id"], row[1], row["Up Case"], list(row.keys()), dict(row), len(row), "id" in row, row.get("none", 5), row.copy())
    print([row["id"] for row in found], found.fetchone())
with connection.cursor(cursor_factory=extras.RealDictCursor) as found:
    found.execute("SELECT id, word FROM t WHERE id < 3 ORDER BY id")
    print(dict(found.fetchone()), [dict(row) for row in found.fetchmany(1)], [row["word"] for row in found])
with connection.cursor(cursor_factory=extras.NamedTupleCursor) as found:
    found.execute("SELECT id, word, 1 AS \"a b\", 2 AS \"2 c\" FROM t WHERE id = 1")
    row = found.fetchone()
    print(row, row.id, row._fields)
with psycopg2.connect(os.environ["DATABASE"], cursor_factory=extras.RealDictCursor) as other:
    with other.cursor() as found:
        found.execute("SELECT %s::jsonb AS data, %s::json", (extras.Json({"a": 1.5}), extras.Json([None, "ü"])))
        print(dict(found.fetchone()))
other.close()
cursor.execute("SELECT ARRAY['[1,5)', NULL, 'empty']::int4range[], ARRAY[['[1.5,2]'::numrange], ['(,3)'::numrange]], "
               "ARRAY['[\"2024-01-01 10:00\",)']::tsrange[], '{}'::daterange[], ARRAY['[2024-01-01 00:00+00,)']::tstzrange[]")
print(cursor.fetchone())
cursor.execute(r"SELECT ARRAY['\x0102', NULL]::bytea[], ARRAY[['\x03'::bytea]], '{}'::bytea[]")
first, second, third = cursor.fetchone()
print(type(first[0]), bytes(first[0]), first[1], bytes(second[0][0]), third)
cursor.execute("SELECT '[1,5)'::int4range, 'empty'::int4range, '(,5]'::numrange, '[2024-01-01,)'::daterange, '[2024-01-01,2024-01-02)'::tsrange")
print(cursor.fetchone())
found = extras.NumericRange(1, 5)
print(3 in found, 5 in found, found.lower, found.upper_inc, found == extras.NumericRange(1, 5), bool(extras.NumericRange(empty=True)), str(found))
table, column = sql.Identifier("s", 'a"b'), sql.Identifier("c")
query = sql.SQL("SELECT {c} FROM {t} WHERE x = {v} AND y = {p}")
query = query.format(c=sql.SQL(", ").join([column, sql.Identifier("d")]), t=table, v=sql.Literal("it's"), p=sql.Placeholder("name"))
print(query.as_string(connection), repr(column), repr(sql.SQL("a") + sql.SQL("b")), sql.SQL("a {{}} {}").format(sql.Literal(1)).as_string(connection))
print((sql.SQL(",").join(sql.Placeholder() * 3)).as_string(connection), sql.Literal([1, None]).as_string(cursor), sql.NULL.as_string(connection))
print(repr(table), table.strings, sql.SQL("x").string, sql.Literal(5).wrapped, sql.Placeholder("n"), sql.Identifier("a") == sql.Identifier("a"))
for broken in (lambda: sql.SQL(5), lambda: sql.SQL("{}").format("x"), lambda: sql.Identifier(5), lambda: sql.SQL("{:x}").format(sql.NULL),
               lambda: sql.SQL("{} {0}").format(sql.NULL)):
    try:
        broken()
    except Exception as error:
        print(type(error).__name__, error)
cursor.execute("CREATE EXTENSION IF NOT EXISTS hstore")
extras.register_hstore(cursor)
cursor.execute("SELECT %s, 'a=>1, \"b c\"=>NULL'::hstore, ''::hstore", ({"k": "v\"'", "n": None},))
print(cursor.fetchone())
