"""A full disk: a message that says so, status 255, and the database as it was."""

import os
import resource
import signal

from common import both_runtimes, database, expect, must, on, refused, run, same
from support import projects

SMALL = ('op.create_table("small", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("s", sa.Text()))',
         'op.drop_table("small")')
MUCH = ('op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))\n'
        'op.execute("INSERT INTO small (id, s) WITH RECURSIVE n(x) AS '
        '(SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000) SELECT x, hex(randomblob(1000)) FROM n")', "pass")


def failed_in_step(tool, done, *words):
    """The command ended with one of these words, in the statement that wants much room."""
    said = done.stdout + done.stderr
    refused(tool, done.returncode, said)
    if tool.name == "alembic":
        expect(any(word in said for word in words), f"does not say what was wrong:\n{said}")
        return
    first, *rest = done.stderr.splitlines()
    expect(first in [f"FAILED: {word}" for word in words], f"does not say what was wrong:\n{said}")
    expect(any(line.strip() == "versions/0002_step.py:15" for line in rest)
           and any(line.startswith("  statement: INSERT INTO small (id, s) ") for line in rest), f"does not say where:\n{said}")


@on("sqlite")
@both_runtimes
def test_file_size_limit(tool, folder, server, kind):
    """No file may grow beyond 256 KiB: what a full disk or a quota does, without needing any privilege."""
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [SMALL, MUCH])
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (256 * 1024, 256 * 1024))

    done = run(tool, ["upgrade", "head"], project, preexec_fn=limit)
    failed_in_step(tool, done, "disk I/O error", "database or disk is full")
    same(before, target.dump(), "the database after the failure")
    must(run(tool, ["upgrade", "head"], project), "the upgrade with room again")
    expect(target.execute("SELECT count(*) FROM small")[0][0] == 3000, "the step did not run")


@on("sqlite")
@both_runtimes
def test_page_limit(tool, folder, server, kind):
    """SQLite's own limit of pages answers `database or disk is full`."""
    target = database(kind, folder, server)
    env = projects.ENV.replace(
        "        context.configure(connection=connection",
        '        connection.exec_driver_sql("PRAGMA max_page_count = 40")\n'
        '        connection.commit()\n        context.configure(connection=connection')
    project = projects.make(folder / "project", target.url(), [SMALL, MUCH], env=env)
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()
    done = run(tool, ["upgrade", "head"], project)
    failed_in_step(tool, done, "database or disk is full")
    expect(tool.name == "alembic" or "The disk is full; make room" in done.stderr, f"does not say what to do:\n{done.stderr}")
    same(before, target.dump(), "the database after the failure")


@on("sqlite")
def test_read_only_database(tool, folder, server, kind):
    """A database in a folder that cannot be written to."""
    target = database(kind, folder, server)
    project = projects.make(folder / "project", f"sqlite:///file:{target.path}?mode=ro&uri=true", [SMALL])
    target.execute("CREATE TABLE there (id INTEGER)")
    before = target.dump()
    done = run(tool, ["upgrade", "head"], project)
    said = done.stdout + done.stderr
    refused(tool, done.returncode, said)
    expect("attempt to write a readonly database" in said, f"does not say that the database is read-only:\n{said}")
    expect(tool.name == "alembic" or "Check that this user may write to the database file" in said, f"does not say what to do:\n{said}")
    same(before, target.dump(), "the database after the failure")


@on("sqlite")
def test_output_nobody_reads(tool, folder, server, kind):
    """`limbeck upgrade head --sql | head -1`: no traceback, no crash."""
    steps = [projects.table_and_index(n) for n in range(1, 301)]
    project = projects.make(folder / "project", "sqlite:///x.db", steps)
    whole = must(run(tool, ["upgrade", "head", "--sql"], project)).stdout
    expect(whole.count("CREATE TABLE thing_") == 300, "the script is not whole where somebody reads it")
    reading, writing = os.pipe()
    os.close(reading)
    done = run_into(tool, ["upgrade", "head", "--sql"], project, writing)
    os.close(writing)
    if tool.name != "alembic":  # as other programs, without a word
        expect(done.returncode == -signal.SIGPIPE and not done.stderr, f"ended with {done.returncode}:\n{done.stderr}")


def run_into(tool, arguments, folder, stdout):
    import subprocess

    from support.tools import clean_environment

    return subprocess.run([*tool.argv, *arguments], cwd=folder, env=clean_environment(), text=True, timeout=60,
                          stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE)
