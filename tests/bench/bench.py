"""Measures limbeck beside the real Alembic, sqlite3 and psql, in the same run on the same machine.

    tests/bench/bench.py [--limbeck build/limbeck] [--runs 5] [--revisions 1000]

Prints medians and ratios with the project's targets beside them. Nothing here asserts seconds: a busy machine must not
fail a build.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

import many_tables  # noqa: E402
import revision_map  # noqa: E402
from support import databases, mariadb, postgres, projects  # noqa: E402
from support.proxy import Line  # noqa: E402
from support.tools import Alembic, Limbeck, clean_environment  # noqa: E402


CHILD = str(HERE.parent.parent / "build" / "bench_child")  # child.cpp says why


def measure(argv, folder, runs, prepare=None, stdin=None):
    """Median seconds and greatest peak memory (MB) of a command; a failing command ends the benchmark."""
    seconds, peak = [], 0
    for _ in range(runs):
        if prepare:
            prepare()
        with tempfile.TemporaryFile() as errors, tempfile.NamedTemporaryFile() as found, \
                (open(stdin, "rb") if stdin else open(os.devnull, "rb")) as source:
            done = subprocess.run([CHILD, found.name, *argv], cwd=folder, env=clean_environment(), stdin=source,
                                  stdout=subprocess.DEVNULL, stderr=errors)
            if done.returncode:
                errors.seek(0)
                raise SystemExit(f"{' '.join(argv)} ended with {done.returncode}:\n"
                                 + errors.read().decode(errors="replace")[-2000:])
            took, memory = found.read().split()
        seconds.append(float(took))
        peak = max(peak, int(memory) / 1024)
    return statistics.median(seconds), peak


class Table:
    def __init__(self):
        print(f"{'':44}{'limbeck':>12}{'beside it':>12}{'ratio':>9}      target")

    def row(self, name, ours, theirs, beside, target, slower=False):
        """ratio: how many times faster than what is beside it; or, with `slower`, how many times its time."""
        ratio = (ours / theirs) if slower else (theirs / ours)
        kind = "of it" if slower else "×"
        print(f"{name:44}{seconds(ours):>12}{seconds(theirs):>12}{ratio:>7.2f} {kind:6} {target}  ({beside})",
              flush=True)

    def memory(self, name, ours, theirs, target):
        print(f"{name:44}{ours:>9.1f} MB{theirs:>9.1f} MB{theirs / ours:>7.2f} ×      {target}  (alembic)", flush=True)


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def chain(folder, url, count):
    return projects.make(folder, url, [projects.table_and_index(n) for n in range(1, count + 1)])


# A step that needs SQLAlchemy itself.
SESSION = '''
from sqlalchemy.orm import Session, declarative_base
Base = declarative_base()
class Person(Base):
    __tablename__ = "person"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
Base.metadata.create_all(op.get_bind())
with Session(op.get_bind()) as session:
    session.add_all([Person(name=str(number)) for number in range(100)])
    session.commit()
'''


# A step that inserts many rows: the list of them is the script's, and stays in memory meanwhile.
ROWS = '''
thing = op.create_table("thing", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(40)),
    sa.Column("price", sa.Numeric(10, 2)), sa.Column("sold", sa.Boolean()))
rows = [{{"id": n, "name": f"thing {{n}}", "price": n / 4, "sold": n % 2 == 0}} for n in range({count})]
{insert}
'''


def main():
    parser = argparse.ArgumentParser(description="Measure limbeck beside Alembic, sqlite3 and psql")
    parser.add_argument("--limbeck", default=str(HERE.parent.parent / "build" / "limbeck"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--revisions", type=int, default=1000, help="length of the chain that is upgraded")
    parser.add_argument("--inspect", default=str(HERE.parent.parent / "build" / "bench_inspect"), help="that program")
    parser.add_argument("--many", type=int, default=10000, help="length of the chain that is only read")
    parser.add_argument("--rows", type=int, default=200000, help="how many rows a step inserts")
    parser.add_argument("--parts", type=int, default=2000000, help="how many rows a step changes in parts")
    parser.add_argument("--only", choices=["chains", "tables", "rows", "parts"], help="a part of it")
    options = parser.parse_args()
    alembic = Alembic().argv
    limbeck = alembic if options.limbeck == "alembic" else Limbeck(options.limbeck).argv
    runs = options.runs
    if options.only in (None, "tables"):
        tables(limbeck, alembic, runs, Path(options.inspect))
    if options.only in (None, "rows"):
        many_rows(limbeck, alembic, min(3, runs), options.rows)
    if options.only in (None, "parts") and options.limbeck != "alembic":
        in_parts(limbeck, alembic, options.parts)
    if options.only in ("tables", "rows", "parts"):
        return
    with tempfile.TemporaryDirectory(prefix="limbeck-bench-") as name, postgres.Server() as server, \
            mariadb.Server() as maria:
        folder = Path(name)
        table = Table()
        peaks = {}

        def both(label, arguments, where, target, prepare=None, count=runs):
            ours, peak = measure([*limbeck, *arguments], where, count * 2, prepare)
            theirs, their_peak = measure([*alembic, *arguments], where, max(count, 1), prepare)
            table.row(label, ours, theirs, "alembic", target)
            peaks[label] = (peak, their_peak)

        plain = chain(folder / "plain", "sqlite:///plain.db", 3)
        both("--version", ["--version"], plain, ">= 50 ×")
        read = {n: chain(folder / f"read{n}", "sqlite:///read.db", n) for n in sorted({1000, options.many})}
        for n, where in read.items():
            both(f"heads of {n} revisions", ["heads"], where, "")
            both(f"history of {n} revisions", ["history"], where, "< 150 ms at 10,000" if n == options.many else "",
                 count=min(3, runs))
        subprocess.run([*alembic, "upgrade", "head"], cwd=plain, env=clean_environment(), check=True,
                       stderr=subprocess.DEVNULL)
        both("current with an env.py", ["current"], plain, ">= 15 ×")

        few = min(3, runs)
        session = databases.SqliteDatabase(folder / "session.db")
        both("upgrade with an ORM session, sqlite", ["upgrade", "head"],
             projects.make(folder / "session", session.url(), [(SESSION, "pass")]), ">= 0.83 ×", session.drop, few)
        for kind in ("sqlite", "postgresql", "mariadb"):
            if kind == "sqlite":
                target = databases.SqliteDatabase(folder / "upgrade.db")
            elif kind == "mariadb":
                target = databases.MariadbDatabase(maria)
            else:
                target = databases.PostgresqlDatabase(server)
            project = chain(folder / f"upgrade-{kind}", target.url(), options.revisions)
            script = folder / f"{kind}.sql"
            with open(script, "w") as out:
                subprocess.run([*alembic, "upgrade", "head", "--sql"], cwd=project, env=clean_environment(), check=True,
                               stdout=out, stderr=subprocess.DEVNULL)
            if kind == "sqlite":
                transactions(script)

            label = f"upgrade of {options.revisions} revisions, {kind}"
            ours, peak = measure([*limbeck, "upgrade", "head"], project, few, target.empty)
            theirs, their_peak = measure([*alembic, "upgrade", "head"], project, few, target.empty)
            peaks[label] = (peak, their_peak)
            if kind == "sqlite":
                client = ["sqlite3", "-bail", target.path]
                shell, _ = measure(client, folder, few, target.empty, stdin=script)
            elif kind == "mariadb":
                client = ["mariadb", "-h", "127.0.0.1", "-P", str(maria.port), "-u", mariadb.USER, target.name]
                shell, _ = measure(client, folder, few, target.empty, stdin=script)
            else:
                client = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(server.port), "-U",
                          postgres.USER, "-d", target.name, "-f", str(script)]
                shell, _ = measure(client, folder, few, target.empty)
            table.row(label, ours, theirs, "alembic", "")
            table.row("  the same SQL by its own client", ours, shell, client[0], "<= 1.10 of it", slower=True)
            target.drop()
        far_away(table, limbeck, alembic, folder, server, few)
        for label, (ours, theirs) in peaks.items():
            table.memory("peak memory: " + label, ours, theirs, "< 40 MB")
        map_program = HERE.parent.parent / "build" / "bench_revision_map"
        if map_program.exists():
            revision_map.rows(str(map_program), sys.executable, few)


def far_away(table, limbeck, alembic, folder, server, runs):
    """A server to which each way takes 2 ms."""
    target = databases.PostgresqlDatabase(server)
    with Line(server.port, 0.002) as far:
        url = target.url().replace(f":{server.port}/", f":{far.port}/")
        project = chain(folder / "far", url, 200)
        script = folder / "far.sql"
        with open(script, "w") as out:
            subprocess.run([*alembic, "upgrade", "head", "--sql"], cwd=project, env=clean_environment(), check=True,
                           stdout=out, stderr=subprocess.DEVNULL)
        ours, _ = measure([*limbeck, "upgrade", "head"], project, runs, target.empty)
        asked = far.questions
        measure([*limbeck, "upgrade", "head"], project, 1, target.empty)
        asked = far.questions - asked
        theirs, _ = measure([*alembic, "upgrade", "head"], project, runs, target.empty)
        client = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(far.port), "-U",
                  postgres.USER, "-d", target.name, "-f", str(script)]
        shell, _ = measure(client, folder, runs, target.empty)
        table.row("upgrade of 200 revisions, 2 ms away", ours, theirs, "alembic", "")
        table.row("  the same SQL by its own client", ours, shell, "psql", "", slower=True)
        print(f"{'  round trips of it':44}{asked:>12}{'':>30} one for each step", flush=True)
    target.drop()


def many_rows(limbeck, alembic, runs, count):
    """op.bulk_insert(): how long, and how much more memory than the script's own list of rows."""
    with tempfile.TemporaryDirectory(prefix="limbeck-bench-") as name, postgres.Server() as server:
        table = Table()
        for kind in ("sqlite", "postgresql"):
            target = (databases.SqliteDatabase(Path(name) / "rows.db") if kind == "sqlite"
                      else databases.PostgresqlDatabase(server))
            took, peaks = {}, {}
            for tool, argv in (("limbeck", limbeck), ("alembic", alembic)):
                for insert in ("op.bulk_insert(thing, rows)", "pass"):
                    step = ROWS.format(count=count, insert=insert)
                    project = projects.make(Path(name) / f"{kind}-{tool}-{insert[:2]}", target.url(), [(step, "pass")])
                    took[tool, insert], peaks[tool, insert] = measure([*argv, "upgrade", "head"], project, runs,
                                                                      target.empty)
            insert, nothing = "op.bulk_insert(thing, rows)", "pass"
            table.row(f"bulk_insert of {count} rows, {kind}", took["limbeck", insert], took["alembic", insert],
                      "alembic", ">= 1 ×")
            table.memory("  peak memory", peaks["limbeck", insert], peaks["alembic", insert], "less")
            table.memory("  of it beside the list of rows", *(peaks[tool, insert] - peaks[tool, nothing]
                                                              for tool in ("limbeck", "alembic")), "flat")
            target.drop()


# How many rows are there, and one number of each changes.
FILL = {"sqlite": "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {n}) INSERT INTO thing SELECT i, 0 FROM s",
        "postgresql": "INSERT INTO thing SELECT i, 0 FROM generate_series(1, {n}) i",
        "mariadb": "INSERT INTO thing SELECT seq, 0 FROM seq_1_to_{n}"}


def in_parts(limbeck, alembic, count):
    """limbeck.batches beside one UPDATE in a step of Alembic's."""
    table = Table()
    with tempfile.TemporaryDirectory(prefix="limbeck-bench-") as name, postgres.Server() as server, \
            mariadb.Server() as maria:
        for kind in FILL:
            took, peaks = {}, {}
            for tool, argv, step in (("limbeck", limbeck, 'from limbeck import batches\n'
                                                          'batches.update("thing", {"n": sa.column("n") + 1})'),
                                     ("alembic", alembic, 'op.execute("UPDATE thing SET n = n + 1")')):
                target = (databases.SqliteDatabase(Path(name) / f"{tool}.db") if kind == "sqlite"
                          else databases.MariadbDatabase(maria) if kind == "mariadb" else databases.PostgresqlDatabase(server))
                target.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)")
                target.execute(FILL[kind].format(n=count))
                project = projects.make(Path(name) / f"{kind}-{tool}", target.url(), [(step, "pass")])
                took[tool], peaks[tool] = measure([*argv, "upgrade", "head"], project, 1)
                target.drop()
            table.row(f"{count} rows in parts, {kind}", took["limbeck"], took["alembic"], "one UPDATE", "", slower=True)
            table.memory("  peak memory", peaks["limbeck"], peaks["alembic"], "flat")


def tables(limbeck, alembic, runs, inspect):
    """Databases with many tables."""
    few = min(3, runs)
    with tempfile.TemporaryDirectory(prefix="limbeck-bench-") as name, postgres.Server() as server, \
            mariadb.Server() as maria:
        table = Table()
        for kind, count in (("postgresql", 1000), ("postgresql", 10000), ("sqlite", 1000), ("mariadb", 1000)):
            folder = Path(name) / f"{kind}-{count}"
            folder.mkdir()
            target = (databases.SqliteDatabase(folder / "tables.db") if kind == "sqlite"
                      else databases.MariadbDatabase(maria) if kind == "mariadb" else databases.PostgresqlDatabase(server))
            project = many_tables.project(folder / "project", target, count)
            runs_here = few if count <= 1000 else 1
            ours, _ = measure([*limbeck, "check"], project, runs_here)
            theirs, _ = measure([*alembic, "check"], project, runs_here)
            table.row(f"check of {count} tables, {kind}", ours, theirs, "alembic", ">= 10 ×")
            if kind == "postgresql":
                asked = many_tables.of_catalogue(
                    many_tables.statements(server, target, lambda: measure([*limbeck, "check"], project, 1)))
                print(f"{'  catalogue queries of it':44}{len(asked):>12}{'':>30} <= 25", flush=True)
            if count <= 1000:
                many_tables.write_models(project, kind, count, 'Table("thing_00500", metadata, Column("fresh", Text), '
                                                               'extend_existing=True)\n')
                revision = ["revision", "--autogenerate", "-m", "fresh"]

                def forget(project=project):
                    for path in (project / "versions").glob("*.py"):
                        path.unlink()

                ours, _ = measure([*limbeck, *revision], project, runs_here, forget)
                theirs, _ = measure([*alembic, *revision], project, runs_here, forget)
                table.row("  revision --autogenerate, one new column", ours, theirs, "alembic", "")
            if inspect.exists() and count <= 1000:  # reflect() goes from key to key until the stack ends
                ours = min(many_tables.seconds_of([str(inspect), target.url()], count) for _ in range(runs_here))
                theirs = min(many_tables.seconds_of([sys.executable, many_tables.__file__, "reflect", target.url()],
                                                    count) for _ in range(runs_here))
                table.row(f"inspect of {count} tables, {kind}", ours, theirs, "reflect()", "")
            target.drop()


def transactions(script):
    """Alembic prints no BEGIN and COMMIT for SQLite; the shell shall commit each step as the tools do."""
    lines, inside = [], False
    for line in script.read_text().splitlines():
        if line.startswith("-- Running upgrade"):
            lines += ["COMMIT;"] if inside else []
            lines.append("BEGIN;")
            inside = True
        lines.append(line)
    script.write_text("\n".join(lines + (["COMMIT;"] if inside else [])) + "\n")


if __name__ == "__main__":
    main()
