"""COPY, both ways, in text and CSV, with what goes wrong on the way."""
import io
import os

import psycopg2
from psycopg2 import sql

connection = psycopg2.connect(os.environ["DATABASE"])
cursor = connection.cursor()
cursor.execute('CREATE TABLE t (id int PRIMARY KEY, a text, "odd name" text)')
cursor.copy_from(io.StringIO("1\tx\t\\N\n2\tü\ty\n"), "t")
print(cursor.rowcount, cursor.query)
cursor.copy_from(io.BytesIO(b"3|none\n4|z\n"), "t", sep="|", null="none", columns=("id", "odd name"))
print(cursor.rowcount, cursor.query)
cursor.copy_expert("COPY t FROM STDIN WITH (FORMAT csv, HEADER)", io.StringIO('id,a,"odd name"\n5,"a ""b"",",\n'), 3)
cursor.copy_expert(sql.SQL("COPY {} (id) FROM STDIN").format(sql.Identifier("t")), io.StringIO("".join(f"{n}\n" for n in range(10, 30000))))
print(cursor.rowcount, cursor.description)
cursor.execute("SELECT * FROM t WHERE id < 10 ORDER BY id")
print(cursor.fetchall())
for file in (io.StringIO(), io.BytesIO()):
    cursor.copy_to(file, "t", sep=",", null="-", columns=["id", "a"])
    print(cursor.rowcount, len(file.getvalue()), file.getvalue()[:30])
file = io.StringIO()
cursor.copy_expert("COPY (SELECT id, a FROM t WHERE id < 4 ORDER BY id) TO STDOUT WITH CSV HEADER", file)
print(file.getvalue())
connection.commit()


class Failing(io.StringIO):
    def read(self, size=-1):
        raise RuntimeError("the file fails")

    def write(self, text):
        raise RuntimeError("the file fails to write")


for use in (lambda: cursor.copy_from(io.StringIO("1\tagain\t\\N\n"), "t"), lambda: cursor.copy_from(io.StringIO("x\n"), "t"),
            lambda: cursor.copy_from(io.StringIO(""), "nowhere"), lambda: cursor.copy_expert("COPY t FROM nothing", io.StringIO()),
            lambda: cursor.execute("SELECT 1")):
    try:
        use()
        print("ran")
    except psycopg2.Error as error:
        print(type(error).__name__, error.pgcode, error.diag.message_primary, error.diag.context)
    connection.rollback()
for use in (lambda: cursor.copy_from(Failing(), "t"), lambda: cursor.copy_to(Failing(), "t")):
    try:
        use()
    except Exception as error:
        print("failed", "the file fails" in str(error))
    connection.rollback()
cursor.execute("SELECT count(*) FROM t")
print(cursor.fetchone())
