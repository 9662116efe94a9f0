"""Values there and back, parameters by place and by name."""
import datetime
import os
import sqlite3

connection = sqlite3.connect(os.environ["DATABASE"])
cursor = connection.cursor()
values = [None, 0, -1, 2**63 - 1, -2**63, 1.5, 1e300, float("inf"), "", "it's", "ü\n\\%?", b"", b"\x00\xff'", True, False,
          bytearray(b"ab"), memoryview(b"cd")]
for value in values:
    found = cursor.execute("SELECT ?, typeof(?)", (value, value)).fetchone()
    print(repr(value) if not isinstance(value, memoryview) else "memoryview", found)
print(cursor.execute("SELECT :a, :b, :a", {"a": 1, "b": "x"}).fetchall())
print(cursor.execute("SELECT @a, $b, :a, '@a' -- $c it's\n, \"$x\", @a /* :no */ FROM (SELECT 5 AS [$x])", {"a": 1, "b": "x"}).fetchall())
print(cursor.execute("SELECT ?2, ?1", (1, 2)).fetchall())
print(cursor.execute("SELECT '?', ':a', ? -- ?\n", (5,)).fetchall())


class Text(str):
    pass


class Conforming:
    def __conform__(self, protocol):
        if protocol is sqlite3.PrepareProtocol:
            return "conformed"


class Adapted:
    pass


sqlite3.register_adapter(Adapted, lambda value: 77)
print(cursor.execute("SELECT ?, ?, ?", (Text("t"), Conforming(), Adapted())).fetchall())
print(cursor.execute("SELECT ?, ?", (datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 1, 2, 3, 4))).fetchall())
for statement, parameters in (("SELECT ?", (object(),)), ("SELECT ?, ?", (1,)), ("SELECT ?", (1, 2)), ("SELECT :a", {"b": 1}),
                              ("SELECT ?", (2**63,)), ("SELECT ?", ())):
    try:
        cursor.execute(statement, parameters)
    except Exception as error:
        print(statement, type(error).__name__)
print(cursor.execute("SELECT 1 AS a, 2 AS \"b c\", 3").description)
