"""Values on their way to the server: the text of mogrify, and what comes back."""
import datetime
import os
import uuid
from decimal import Decimal

import psycopg2
import psycopg2.extensions
import psycopg2.extras

connection = psycopg2.connect(os.environ["DATABASE"])
cursor = connection.cursor()
utc, east = datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=5, minutes=30))
psycopg2.extras.register_uuid()


class Text(str):
    pass


values = [None, True, False, 0, -5, 2**40, 10**30, 1.5, -0.25, 1e300, float("nan"), float("inf"), float("-inf"), Decimal("1.50"),
          Decimal("-3"), Decimal("NaN"), "", "it's", "ü\n%s", Text("t"), b"", b"\x00\xff'\\", bytearray(b"ab"), memoryview(b"cd"),
          datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 1, 2, 3, 4), datetime.datetime(2024, 1, 1, tzinfo=utc),
          datetime.datetime(2024, 1, 1, tzinfo=east), datetime.time(1, 2, 3), datetime.time(1, 2, 3, 5, tzinfo=utc),
          datetime.timedelta(days=-3, seconds=5, microseconds=7), datetime.timedelta(0), uuid.UUID(int=5), [], [1, 2], [[1, 2], [3, 4]],
          ["a'b", None], [None], [True], [Decimal("1.5")], [datetime.date(2024, 1, 1)], (1, 2), (1,), ("a", None), [uuid.UUID(int=1)],
          psycopg2.extras.Json({"a": ["x'y", None]}), psycopg2.extensions.AsIs("1 + 1"), psycopg2.Binary(b"x"),
          psycopg2.extras.NumericRange(1, 5), psycopg2.extras.NumericRange(None, None, "()"), psycopg2.extras.NumericRange(empty=True),
          psycopg2.extras.DateRange(datetime.date(2024, 1, 1), None), psycopg2.extensions.QuotedString("q")]
for value in values:
    text = cursor.mogrify("%s", (value,))
    try:
        cursor.execute("SELECT pg_typeof(x), x::text FROM (SELECT %s AS x) AS found", (value,))
        print(repr(value)[:40] if "0x" not in repr(value) else type(value).__name__, text, cursor.fetchall())
    except psycopg2.Error as error:
        connection.rollback()
        print(repr(value)[:40], text, type(error).__name__)
cursor.execute("SELECT %s, %s", ("back\\slash", ["a\\b"]))  # the text may differ, what it means does not
print(cursor.fetchone())
print(cursor.mogrify("%(a)s %(b)s %% %(a)s", {"a": 1, "b": "x"}), cursor.mogrify("100%"), cursor.mogrify("%s%%", ("x",)))
for query, parameters in (("%s %s", (1,)), ("%s", (1, 2)), ("%(a)s", {"b": 1}), ("%s", (object(),)), ("%s", ({"a": 1},)), ("%d", (1,)),
                          ("%s", ("nul\0",)), ("%(a)s", (1,))):
    try:
        print(cursor.mogrify(query, parameters))
    except Exception as error:
        print(query, type(error).__name__)


class Point:
    def __init__(self, x):
        self.x = x


psycopg2.extensions.register_adapter(Point, lambda point: psycopg2.extensions.AsIs(f"point({point.x}, 0)"))
print(cursor.mogrify("%s", (Point(3),)))
psycopg2.extensions.register_adapter(dict, psycopg2.extras.Json)
print(cursor.mogrify("%s", ({"a": 1},)), psycopg2.extensions.adapt("x").getquoted(), psycopg2.extensions.quote_ident('a"b', connection))
