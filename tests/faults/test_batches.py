"""limbeck.batches: changes of many rows in parts, each committed by itself; stopped at any instant, no row is changed
twice and none is left out."""

import os
import re
import threading
import time

from common import both_runtimes, database, expect, must, on, run, start
from kills import Kills
from support import projects

KINDS = ("sqlite", "postgresql", "mariadb")
ROWS = int(os.environ.get("LIMBECK_TEST_ROWS", "20000"))
KILLS = 5
IMPORT = "try:\n    from limbeck import batches\nexcept ImportError:\n    batches = None\n"
TABLE = """op.create_table("person", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(30), nullable=False),
    sa.Column("n", sa.Integer, nullable=False))"""


def filled(target, rows, step=3):
    target.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR(30) NOT NULL, n INTEGER NOT NULL)")
    for begin in range(0, rows, 1000):
        values = ", ".join(f"({i * step - 5}, 'Name {i}', {i})" for i in range(begin, min(begin + 1000, rows)))
        target.execute(f"INSERT INTO person VALUES {values}")


# Ordered in another way than their literals are compared: rows would be left out.
INEXACT = {"sqlite": [], "postgresql": ["k real"],
           "mariadb": ["k ENUM('b','a')", "k FLOAT", "k BIT(3)", "k SET('a')", "k TIMESTAMP DEFAULT CURRENT_TIMESTAMP"]}


def only(target, query):
    return [tuple(row) for row in target.execute(query)]


def tables(target):
    query = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'", "mariadb": "SHOW TABLES",
             "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"}[target.kind]
    return sorted(row[0] for row in target.execute(query))


def stepped(folder, target, *steps):
    env = "from logging.config import fileConfig\nfrom alembic import context\nfileConfig(context.config.config_file_name)\n"
    return projects.make(folder, target.url(), [(IMPORT + step, "pass") for step in steps], env=env + projects.ENV)


@on(*KINDS)
@both_runtimes
def test_all_rows_once(tool, folder, server, kind):
    target = database(kind, folder, server)
    filled(target, 1005)
    target.execute("CREATE TABLE archive (id INTEGER PRIMARY KEY, upper_name VARCHAR(30), what VARCHAR(9))")
    target.execute("CREATE TABLE pair (a VARCHAR(9) NOT NULL, b INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (a, b))")
    target.execute("INSERT INTO pair VALUES " + ", ".join(f"('it''s {i % 7}', {i}, 0)" for i in range(500)))
    target.execute("CREATE TABLE loose (k VARCHAR(20) NOT NULL, n INTEGER)")
    target.execute("INSERT INTO loose VALUES " + ", ".join(f"('k{i % 10}', 0)" for i in range(100)))
    project = stepped(
        folder / "project", target,
        'n = batches.update("person", {"n": sa.column("n") + 1, "name": sa.func.upper(sa.column("name"))}, size=100)\n'
        'assert n == 1005, n\nop.add_column("person", sa.Column("done", sa.Integer))',
        'n = batches.copy("person", "archive", {"id": sa.column("id"), "upper_name": sa.column("name"), "what": "it\'s :x"},\n'
        '    where="n % 2 = 0 OR n = 1", size=7)\nassert n == 503, n\n'
        'person = sa.table("person", sa.column("id"), sa.column("n"))\n'
        'assert batches.delete(person, where=person.c.n > 900, size=1000) == 105\n'
        'assert batches.delete(person, where=sa.text("n > :least OR n < 0").bindparams(least=899), size=10) == 1',
        'assert batches.update("pair", {"n": sa.column("n") + sa.column("b")}, size=9) == 500\n'
        'assert batches.update("loose", {"n": sa.column("n") + 1}, key="k", size=3) == 100\n'
        'op.create_table("empty", sa.Column("id", sa.Integer, primary_key=True))',
        'assert batches.delete("empty") == 0')
    said = must(run(tool, ["upgrade", "head"], project)).stderr
    expect("batches of person: 1,005 rows changed" in said, said)
    expect(only(target, "SELECT count(*), min(n), max(n), sum(CASE WHEN name = upper(name) THEN 1 ELSE 0 END) FROM person")
           == [(899, 1, 899, 899)], only(target, "SELECT count(*), min(n), max(n) FROM person"))
    expect(only(target, "SELECT count(*), min(what), max(what) FROM archive") == [(503, "it's :x", "it's :x")], "archive")
    expect(only(target, "SELECT count(*) FROM pair WHERE n <> b") == [(0,)], "a composite key")
    expect(only(target, "SELECT count(*), min(n), max(n) FROM loose") == [(100, 1, 1)], "a key that is not unique")
    expect(tables(target) == ["alembic_version", "archive", "empty", "loose", "pair", "person"], tables(target))
    target.drop()


KEYS = {"sqlite": {"k REAL": "{i} / 7.0", "k BLOB": "X'{i:06x}'", "k TEXT": "'é''\\{i}'"},
        "postgresql": {"k uuid": "'00000000-0000-0000-0000-{i:012x}'", "k bytea": "'\\x{i:06x}'", "k numeric": "{i} / 7.0",
                       "k timestamptz": "timestamptz '2020-01-01' + {i} * interval '1.5 seconds'", "k text": "'é''\\{i}'",
                       "k double precision": "{i} / 7.0", "k date": "date '2020-01-01' + {i}", "k boolean": "{i} % 2 = 0"},
        "mariadb": {"k BINARY(3)": "X'{i:06x}'", "k DATETIME(6)": "'2020-01-01' + INTERVAL {i} SECOND", "k UUID": "uuid()",
                    "k VARCHAR(20)": "'é''\\\\{i}'", "k DECIMAL(20,5)": "{i} / 7.0", "k DOUBLE": "{i} / 7.0",
                    "k BIGINT UNSIGNED": "18446744073709549000 + {i}"}}


@on(*KINDS)
def test_keys_of_all_types(tool, folder, server, kind):
    target = database(kind, folder, server)
    steps = []
    keys = dict(KEYS[kind])
    if kind == "mariadb" and server.mariadb().dialect == "mysql":
        del keys["k UUID"]  # MySQL has no such type
    for number, (column, value) in enumerate(keys.items()):
        target.execute(f"CREATE TABLE t{number} ({column} NOT NULL, n INTEGER)")
        for i in range(50):
            target.execute(f"INSERT INTO t{number} VALUES ({value.format(i=i * 37)}, 0)")
        steps.append(f'assert batches.update("t{number}", {{"n": sa.column("n") + 1}}, key="k", size=7) == 50')
    project = stepped(folder / "project", target, *steps)
    must(run(tool, ["upgrade", "head"], project))
    for number, column in enumerate(keys):
        found = only(target, f"SELECT count(*), min(n), max(n) FROM t{number}")
        expect(found == [(50, 1, 1)], f"{column}: {found}")
    target.drop()


@on(*KINDS)
def test_killed(tool, folder, server, kind):
    step = (f'assert batches.update("person", {{"n": sa.column("n") + 1}}, size={ROWS // 4000}) == {ROWS}\n'
                      f'assert batches.delete("person", where="n % 2 = 0", size={ROWS // 200}) == {ROWS} / 2\n'
            'op.add_column("person", sa.Column("done", sa.Integer))')
    calm, target = database(kind, folder, server, "calm"), database(kind, folder, server)
    filled(calm, ROWS)
    filled(target, ROWS)
    begin = time.monotonic()
    must(run(tool, ["upgrade", "head"], stepped(folder / "calm", calm, step)))
    whole = time.monotonic() - begin
    calm.drop()
    project = stepped(folder / "project", target, step)
    kills = Kills(kind)
    going_on = 0
    for _ in range(KILLS):
        this = kills.during(tool, ["upgrade", "head"], project, whole * 0.6)
        if "alembic_version_batches" in tables(target):
            going_on += only(target, "SELECT max(rows_passed) FROM alembic_version_batches")[0][0] not in (None, 0)
    must(run(tool, ["upgrade", "head"], project), this)
    expect(only(target, "SELECT count(*), sum(n), count(done) FROM person")
           == [(ROWS / 2, sum(i + 1 for i in range(0, ROWS, 2)), 0)], f"seed {kills.seed}: {only(target, 'SELECT count(*), sum(n) FROM person')}")
    expect(tables(target) == ["alembic_version", "person"], tables(target))
    expect(going_on, f"seed {kills.seed}: no kill came between two parts: nothing was tested")
    target.drop()


@on(*KINDS)
@both_runtimes
def test_a_part_that_fails(tool, folder, server, kind):
    """What is done stays, the next run goes on, and another statement is refused."""
    target = database(kind, folder, server)
    filled(target, 1000)
    target.execute("CREATE TABLE archive (id INTEGER PRIMARY KEY)")
    target.execute("INSERT INTO archive VALUES (1498)")
    step = 'assert batches.copy("person", "archive", ["id"], size=100) == 1000'
    project = stepped(folder / "project", target, step)
    said = must(run(tool, ["upgrade", "head"], project), status=255).stderr
    expect("The parts before are done and stay" in said and "INSERT INTO archive" in said, said)
    expect(only(target, "SELECT count(*) FROM archive") == [(501,)], "the parts before")
    path = project / "versions" / "0001_step.py"
    text = path.read_text()
    path.write_text(text.replace('["id"]', '{"id": sa.column("id") + 1}'))
    said = must(run(tool, ["upgrade", "head"], project), status=255).stderr
    expect("in the middle of another statement" in said, said)
    path.write_text(text)
    target.execute("DELETE FROM archive WHERE id = 1498")
    said = must(run(tool, ["upgrade", "head"], project)).stderr
    expect("goes on behind 500 rows" in said, said)
    expect(only(target, "SELECT count(*) FROM archive") == [(1000,)], "all parts")
    expect(tables(target) == ["alembic_version", "archive", "person"], tables(target))
    target.drop()


@on(*KINDS)
@both_runtimes
def test_what_is_refused(tool, folder, server, kind):
    target = database(kind, folder, server)
    filled(target, 1000)
    target.execute("CREATE TABLE loose (k INTEGER, n INTEGER NOT NULL)")
    target.execute("INSERT INTO loose VALUES (1, 1), (NULL, 1)")
    update = 'batches.update("person", {"n": 1})'
    for number, (step, words) in enumerate([
            ('op.create_table("before", sa.Column("id", sa.Integer))\n' + update, "Put what is before them"),
            ('op.execute("UPDATE person SET n = 0")\n' + update, "Put what is before them"),
            ("with op.get_context().autocommit_block():\n    " + update, "Leave the autocommit_block() out"),
            ('batches.update("loose", {"n": 1})', "has no primary key"),
            ('batches.update("loose", {"n": 1}, key="k")', "rows without a key"),
            ('batches.update("loose", {"n": 1}, key="n")', "cannot be changed"),
            ('batches.update("person", {"n": 1}, key="nothing")', "no column 'nothing'"),
            ('batches.update("nothing", {"n": 1})', "no table 'nothing' to change in parts\n  versions/0001_step.py:"),
            ('batches.update("person", {})', "needs values"),
            ('batches.update("person", {"n": 1}, size=0)', "a number of rows"),
            ('batches.update("person", {"n": 1}, brake=("SELECT \'x\'", 3))', "which is no number")]):
        project = stepped(folder / f"project{number}", target, step)
        said = must(run(tool, ["upgrade", "head"], project), step, 255).stderr
        expect(words in said, f"{step}: {said}")
        if kind != "mariadb":
            expect("before" not in tables(target), step)
        target.execute("DROP TABLE IF EXISTS alembic_version_journal")
        target.execute("DROP TABLE IF EXISTS alembic_version_batches")
    expect(only(target, "SELECT sum(n) FROM person") == [(499500 if kind != "mariadb" else 0,)] or
           only(target, "SELECT sum(n) FROM person") == [(499500,)], "rows")
    for number, column in enumerate(INEXACT[kind]):
        target.execute(f"CREATE TABLE inexact{number} ({column}{'' if 'DEFAULT' in column else ' NOT NULL'}, n INTEGER)")
        project = stepped(folder / f"inexact{number}", target, f'batches.update("inexact{number}", {{"n": 1}}, key="k")')
        said = must(run(tool, ["upgrade", "head"], project), column, 255).stderr
        expect("has no exact order" in said, f"{column}: {said}")
    project = stepped(folder / "project", target, update, "pass")
    said = must(run(tool, ["upgrade", "head", "--sql"], project), status=255).stderr
    expect("--sql has none" in said, said)
    planned = run(tool, ["upgrade", "head", "--plan"], project)
    said = planned.stdout + planned.stderr
    expect(re.search(r"go through about 1,00\d rows in 1 part", said), said)  # MariaDB guesses
    expect("alembic_version_batches" not in tables(target), tables(target))
    target.drop()


@on(*KINDS)
def test_taken_up(tool, folder, server, kind):
    """A step that needs SQLAlchemy itself behind its changes in parts: those are done once. A script that lives with a part
    that fails has a transaction again."""
    target = database(kind, folder, server)
    filled(target, 1000)
    project = stepped(folder / "project", target,
                      'assert batches.update("person", {"n": sa.column("n") + 1}, size=100) == 1000\n'
                      'from sqlalchemy.orm import Session\n'
                      'with Session(op.get_bind()) as session:\n'
                      '    session.execute(sa.text("UPDATE person SET name = \'x\' WHERE id = 1"))\n    session.commit()',
                      'try:\n    batches.update("person", {"n": None}, size=100)\nexcept Exception as error: print("caught")\n'
                      'op.execute("UPDATE person SET n = 0 WHERE id = 1")\n1 / 0')
    done = must(run(tool, ["upgrade", "head"], project), status=255)
    expect("caught" in done.stdout and "division by zero" in done.stderr, done.stdout + done.stderr)
    expect(only(target, "SELECT count(*), sum(n) FROM person") == [(1000, 500500)], "each row once")
    expect(only(target, "SELECT version_num FROM alembic_version") == [("r0001",)], "the version")
    if kind != "mariadb":
        expect(only(target, "SELECT n FROM person WHERE id = 1") == [(3,)], "the failed step has left nothing")
    target.drop()


@on(*KINDS)
def test_brake_and_pause(tool, folder, server, kind):
    target = database(kind, folder, server)
    filled(target, 300)
    target.execute("CREATE TABLE behind (seconds INTEGER)")
    target.execute("INSERT INTO behind VALUES (30)")
    project = stepped(folder / "project", target,
                      'batches.update("person", {"n": -1}, size=100, pause=0.3, brake=("SELECT seconds FROM behind", 10))')
    begin = time.monotonic()
    process = start(tool, ["upgrade", "head"], project)
    time.sleep(1.5)
    expect(only(target, "SELECT count(*) FROM person WHERE n = -1") == [(0,)], "the brake")
    target.execute("UPDATE behind SET seconds = 5")
    said = process.communicate(timeout=60)[1]
    expect(process.returncode == 0 and "waits: 30 is above 10" in said, said)
    expect(only(target, "SELECT count(*) FROM person WHERE n = -1") == [(300,)], "all rows")
    expect(time.monotonic() - begin > 2, "two pauses")
    target.drop()
