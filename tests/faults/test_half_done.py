"""MariaDB, whose DDL commits by itself: a step that ends in its middle is told of exactly, gone on with, or taken back."""

import os
import random
import re
import time

from common import both_runtimes, database, expect, must, on, run, same
from kills import Kills
from support import projects

STEPS = 12
KILLS = int(os.environ.get("LIMBECK_TEST_KILLS", "12"))
FAILURES = int(os.environ.get("LIMBECK_TEST_FAILURES", "10"))

# What a step does, with a query that tells whether that took effect.
STATEMENTS = [
    ("CREATE TABLE t{n} (id INTEGER PRIMARY KEY, a INTEGER)",
     "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ('t{n}', 'renamed{n}')"),
    ("INSERT INTO t{n} (id, a) VALUES (1, {n})", "SELECT COUNT(*) FROM {t} WHERE id = 1"),
    ("ALTER TABLE t{n} ADD COLUMN b VARCHAR(20) DEFAULT 'x'",
     "SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '{t}' "
     "AND COLUMN_NAME = 'b'"),
    ("UPDATE t{n} SET b = 'set' WHERE id = 1", "SELECT COUNT(*) FROM {t} WHERE b = 'set'"),
    ("INSERT INTO t{n} (id, a) VALUES (2, 2)", "SELECT COUNT(*) FROM {t} WHERE id = 2"),
    ("CREATE INDEX ix_t{n} ON t{n} (a)",
     "SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '{t}' "
     "AND INDEX_NAME = 'ix_t{n}'"),
    ("RENAME TABLE t{n} TO renamed{n}",
     "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'renamed{n}'"),
    ("UPDATE renamed{n} SET a = a + 100 WHERE id = 1", "SELECT COUNT(*) FROM {t} WHERE a > 100"),
    ("CREATE TABLE side{n} (id INTEGER, c INTEGER)",
     "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'side{n}'"),
    ("ALTER TABLE side{n} ADD CONSTRAINT uq_side{n} UNIQUE (c)",
     "SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME = 'uq_side{n}'"),
]


def up(n, fails_at=None):
    lines = []
    for place, (text, _) in enumerate(STATEMENTS):
        if place == fails_at:
            lines.append("import os\nif not os.path.exists('mended'): op.execute('INSERT INTO not_there VALUES (1)')")
        lines.append(f"op.execute({text.format(n=n)!r})")
    return "\n".join(lines)


def chain(fails=None):
    """Steps; of those in `fails`, {step: place}, a statement fails until there is a file `mended`."""
    return [(up(n, (fails or {}).get(n)), f"op.drop_table('side{n}')\nop.drop_table('renamed{n}')") for n in range(1, STEPS + 1)]


def effects(target, n):
    """The numbers, from 1, of the statements of step n that took effect, asked of the server."""
    found = []
    tables = [row[0] for row in target.execute("SHOW TABLES")]
    table = f"renamed{n}" if f"renamed{n}" in tables else f"t{n}"
    for number, (_, probe) in enumerate(STATEMENTS, 1):
        if table not in tables and "information_schema" not in probe:
            continue
        try:
            if target.execute(probe.format(n=n, t=table).replace("%", "%%"))[0][0]:
                found.append(number)
        except Exception as error:  # a column that is not there yet
            expect("Unknown column" in str(error), f"the probe failed: {error}")
    return found


def told(text):
    """The numbers that limbeck says took effect."""
    listed = re.search(r"took effect(?:, and stay)?:\n((?: +\d.*\n)*)", text)
    numbers = []
    for line in listed.group(1).splitlines() if listed else []:
        first, last = re.match(r" +(\d+)(?: to (\d+))?  ", line).groups()
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def half_done_step(target):
    rows = target.execute("SELECT version_num FROM alembic_version") if ("alembic_version",) in [
        tuple(row) for row in target.execute("SHOW TABLES")] else []
    return int(rows[0][0][1:]) + 1 if rows else 1


def calm_dump(tool, folder, server, kind):
    calm = database(kind, folder, server, "calm")
    project = projects.make(folder / "calm", calm.url(), chain())
    begin = time.monotonic()
    must(run(tool, ["upgrade", "head"], project), "the undisturbed upgrade")
    whole = time.monotonic() - begin
    wanted = calm.dump()
    expect(not any("_journal" in line for line in wanted), "the journal is still there after a run without failure")
    calm.drop()
    return wanted, whole


@on("mariadb")
def test_killed(tool, folder, server, kind):
    wanted, whole = calm_dump(tool, folder, server, kind)
    kills = Kills(kind)
    met = 0
    for number in range(KILLS):
        target = database(kind, folder, server, f"disturbed{number}")
        project = projects.make(folder / f"disturbed{number}", target.url(), chain())
        this = kills.during(tool, ["upgrade", "head"], project, whole)
        done = run(tool, ["upgrade", "head"], project)
        if done.returncode:
            said = done.stdout + done.stderr
            expect("is half done" in said, f"{this}: {said}")
            met += 1
            there = effects(target, half_done_step(target))
            same([told(said)], [there], f"{this}: the statements that took effect, of step {half_done_step(target)}")
            if number % 2:
                must(run(tool, ["upgrade", "head", "--resume"], project), f"{this}: going on")
            else:
                must(run(tool, ["upgrade", "head", "--undo-partial"], project), f"{this}: taking back")
                same([effects(target, half_done_step(target))], [[]], f"{this}: what is left of the step")
                must(run(tool, ["upgrade", "head"], project), f"{this}: the upgrade after that")
        same(wanted, target.dump(), f"{this}: the database")
        target.drop()
    kills.check()
    print(f"half-done steps: {met} of {KILLS} kills left one")


@on("mariadb")
def test_failing_statement(tool, folder, server, kind):
    wanted, _ = calm_dump(tool, folder, server, kind)
    chance = random.Random(4)
    for number in range(FAILURES):
        step, place = chance.randrange(1, STEPS + 1), chance.randrange(len(STATEMENTS))
        this = f"statement {place + 1} of step {step}"
        target = database(kind, folder, server, f"failing{number}")
        project = projects.make(folder / f"failing{number}", target.url(), chain({step: place}))
        failed = must(run(tool, ["upgrade", "head"], project), this, 255)
        there = effects(target, step)
        same([told(failed.stdout + failed.stderr)], [there], f"{this}: the statements that took effect")
        (project / "mended").touch()
        again = run(tool, ["upgrade", "head"], project)
        if there:
            must(again, f"{this}: another upgrade", 255)
            same([told(again.stderr + again.stdout)], [there], f"{this}: what the next run says took effect")
            if number % 2:
                must(run(tool, ["upgrade", "head", "--resume"], project), f"{this}: going on")
            else:
                must(run(tool, ["upgrade", "head", "--undo-partial"], project), f"{this}: taking back")
                same([effects(target, step)], [[]], f"{this}: what is left of the step")
                must(run(tool, ["upgrade", "head"], project), f"{this}: the upgrade after that")
        else:
            must(again, f"{this}: another upgrade")
        same(wanted, target.dump(), f"{this}: the database")
        target.drop()


@on("mariadb")
def test_repaired_by_hand(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), chain({2: 3}))
    must(run(tool, ["upgrade", "head"], project), "the upgrade", 255)
    said = must(run(tool, ["status"], project)).stdout
    expect("the upgrade of r0002 is half done" in said and "--resume" in said, said)
    must(run(tool, ["upgrade", "head", "--plan"], project), "a plan", 255)
    must(run(tool, ["downgrade", "-1"], project), "a downgrade", 255)
    target.execute("DROP TABLE t2")
    said = must(run(tool, ["stamp", "r0001"], project), "stamp").stderr
    expect("taken for repaired by hand: r0002" in said, said)
    expect("alembic_version_journal" not in str(target.execute("SHOW TABLES")), "the journal is still there")
    (project / "mended").touch()
    must(run(tool, ["upgrade", "head"], project), "the upgrade after that")
    must(run(tool, ["upgrade", "head", "--resume"], project), "--resume of nothing", 255)
    target.drop()


@on("mariadb")
def test_no_exact_way_back(tool, folder, server, kind):
    """What cannot be taken back exactly is not begun to be taken back."""
    target = database(kind, folder, server)
    target.execute("CREATE TABLE old (id INTEGER)")
    target.execute("INSERT INTO old VALUES (1), (2)")
    target.execute("CREATE PROCEDURE gone() DELETE FROM old WHERE id > 2")
    for number, lost in enumerate(("UPDATE old SET id = id + 1", "ALTER TABLE old MODIFY id BIGINT", "CALL gone()")):
        project = projects.make(folder / f"{number}", target.url(), [
            (f"op.execute('CREATE TABLE made (id INTEGER)')\nop.execute({lost!r})\nop.execute('CREATE TABLE made (id INTEGER)')",
             "pass")])
        must(run(tool, ["upgrade", "head"], project), "the upgrade", 255)
        before = target.dump()
        refused = must(run(tool, ["upgrade", "head", "--undo-partial"], project), "taking back", 255)
        said = refused.stdout + refused.stderr
        expect("statement 2 of the upgrade of r0001 has no exact reverse" in said and lost in said, said)
        same(before, target.dump(), f"{lost}: the database")
        target.execute("DROP TABLE made")
        target.execute("DROP TABLE alembic_version_journal")
    target.drop()


@on("mariadb")
def test_version_moved_by_another_tool(tool, folder, server, kind):
    """Who has moved the version table, not knowing of the journal, says where the database is."""
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), chain({2: 3}))
    must(run(tool, ["upgrade", "head"], project), "the upgrade", 255)
    target.execute("UPDATE alembic_version SET version_num = 'r0002'")
    said = must(run(tool, ["status"], project)).stdout
    expect("half done" not in said, said)
    must(run(tool, ["upgrade", "head"], project), "the upgrade after that")
    target.drop()


@on("mariadb")
def test_changed_since(tool, folder, server, kind):
    """Going on is refused where what is done is not there as the step has left it."""
    made = ["CREATE TABLE a (id INTEGER, x INTEGER)", "CREATE INDEX ix_a ON a (x)", "CREATE TABLE b (id INTEGER)",
            "ALTER TABLE b ADD COLUMN y INTEGER", "ALTER TABLE b ADD CONSTRAINT uq_b UNIQUE (y)"]
    wanted = None
    for by_hand, is_told in (("SELECT 1", None), ("DROP TABLE a", 2), ("DROP INDEX ix_a ON a", 2),
                             ("ALTER TABLE a ADD COLUMN z INTEGER", 2), ("DROP INDEX uq_b ON b", 5),
                             ("ALTER TABLE b COMMENT 'by hand'", 5)):
        for failing in ("import os\nif not os.path.exists('mended'): op.execute('INSERT INTO not_there VALUES (1)')",
                        "import os\nif not os.path.exists('mended'): os.kill(os.getpid(), 9)"):
            target = database(kind, folder, server)
            project = projects.make(folder / f"{len(list(folder.iterdir()))}", target.url(), [
                ("\n".join([*(f"op.execute({text!r})" for text in made), "op.get_bind().exec_driver_sql('SELECT 1')",
                            failing]), "pass")])
            failed = run(tool, ["upgrade", "head"], project)
            expect(failed.returncode in (255, -9), f"the upgrade ended with {failed.returncode}")
            (project / "mended").touch()
            must(run(tool, ["status"], project), "status")
            target.execute(by_hand)
            gone_on = run(tool, ["upgrade", "head", "--resume"], project)
            # Of a killed process nobody was left to look at what the last one had left: it may be done once more.
            if is_told is None or (failed.returncode == -9 and is_told == 5):
                must(gone_on, f"going on after {by_hand}")
                wanted = wanted or target.dump()
                if "COMMENT" not in by_hand:
                    same(wanted, target.dump(), f"the database after {by_hand}")
            else:
                must(gone_on, f"going on after {by_hand}", 255)
                said = gone_on.stdout + gone_on.stderr
                expect(f"what statement {is_told} of" in said, f"after {by_hand}: {said}")
            target.drop()


@on("mariadb")
@both_runtimes
def test_edited_since(tool, folder, server, kind):
    """Going on is refused where the revision says something else by now about what is done, and not about what is to come."""
    for number, (old, new, refused) in enumerate((("x INTEGER", "x BIGINT", 1), ("VALUES (7)", "VALUES (8)", 2),
                                                  ("not_there", "b", None))):
        target = database(kind, folder, server)
        texts = ["CREATE TABLE a (x INTEGER)", "INSERT INTO a VALUES (7)", "CREATE TABLE b (y INTEGER)",
                 "INSERT INTO not_there VALUES (1)"]
        project = projects.make(folder / f"project{number}", target.url(),
                                [("\n".join(f"op.execute({text!r})" for text in texts), "pass")])
        must(run(tool, ["upgrade", "head"], project), "the upgrade", 255)
        script = next((project / "versions").glob("*.py"))
        expect(script.read_text().count(old) == 1, f"{old} does not stand once in the revision")
        script.write_text(script.read_text().replace(old, new))
        done = run(tool, ["upgrade", "head", "--resume"], project)
        if refused:
            must(done, f"going on with {new}", 255)
            said = done.stdout + done.stderr
            expect(f"statement {refused} of the step is not the one that was done" in said and new in said, said)
            same(half_done_step(target), 1, "the step that is half done")
        else:
            must(done, f"going on with {new}")
            same([tuple(row) for row in target.execute("SELECT * FROM b")], [(1,)], "the rows of b")
        target.drop()


@on("mariadb")
@both_runtimes
def test_going_on_meets_the_same_statements(tool, folder, server, kind):
    """Whatever the script goes over: a set of texts has one order, and so have the indexes of a table."""
    target = database(kind, folder, server)
    words = [f"word{n}" for n in range(10)]
    project = projects.make(folder / "project", target.url(), [(f"""
op.create_table("t", *(sa.Column(name, sa.Integer, index=True) for name in {words}))
for name in {{{", ".join(map(repr, words))}}}:
    op.execute("CREATE TABLE " + name + " (id INTEGER); -- closed")
import os
if not os.path.exists('mended'):
    op.execute('INSERT INTO not_there VALUES (1)')""", "pass")])
    must(run(tool, ["upgrade", "head"], project), "the upgrade", 255)
    (project / "mended").touch()
    must(run(tool, ["upgrade", "head", "--resume"], project), "going on")
    tables = {row[0] for row in target.execute("SHOW TABLES")}
    same(sorted(tables), sorted(["alembic_version", "t", *words]), "the tables")
    target.drop()
