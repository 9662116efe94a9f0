"""Ctrl-C: exit status 130, and nothing of the interrupted step is left."""

import os
import signal
import time

from common import both_runtimes, database, expect, must, on, refused, run, same, start, wait_for
from support import projects
from support.results import Failure, Skip

GOOD = ('op.create_table("good", sa.Column("id", sa.Integer(), primary_key=True))', 'op.drop_table("good")')
HALF = 'op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))\n'


def await_script(process, fifo):
    """Until the script opens the FIFO: opening it to read waits for a writer, and here comes one."""

    def reached():
        try:
            os.close(os.open(fifo, os.O_WRONLY | os.O_NONBLOCK))
            return True
        except OSError:
            if process.poll() is not None:
                raise Failure("ended before the long part:\n" + "".join(process.communicate()))
            return False

    expect(wait_for(reached), "the script never came to its long part")


def interrupt(tool, folder, server, kind, long_part):
    target = database(kind, folder, server)
    fifo = str(folder / "reached")
    os.mkfifo(fifo)
    body = HALF + f"open({fifo!r}).close()\n" + long_part
    project = projects.make(folder / "project", target.url(), [GOOD, (body, "pass")])
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()
    process = start(tool, ["upgrade", "head"], project)

    await_script(process, fifo)
    time.sleep(0.5)
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    try:
        output = "".join(process.communicate(timeout=20))
    except Exception:
        process.kill()
        process.communicate()
        raise Failure("still running 20 s after Ctrl-C")
    took = time.monotonic() - begin
    refused(tool, process.returncode, output, 130)
    expect(took < 5, f"needed {took:.1f} s to end")
    if kind == "postgresql":  # the server may need a moment to see that the client has gone
        wait_for(lambda: target.dump() == before, 5)
    same(before, target.dump(), "the database after Ctrl-C")
    must(run(tool, ["current"], project), "current afterwards")
    target.drop()


@on("sqlite", "postgresql")
@both_runtimes
def test_long_script(tool, folder, server, kind):
    interrupt(tool, folder, server, kind, "while True:\n    sum(range(1000))")


@on("sqlite", "postgresql")
@both_runtimes
def test_sleeping_script(tool, folder, server, kind):
    interrupt(tool, folder, server, kind, "time.sleep(60)")


@on("sqlite", "postgresql")
@both_runtimes
def test_long_statement(tool, folder, server, kind):
    if kind == "postgresql":
        statement = 'op.execute("SELECT pg_sleep(60)")'
    else:
        statement = ('op.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) '
                     'SELECT count(*) FROM n WHERE x < 0")')
    interrupt(tool, folder, server, kind, statement)


@on("sqlite", "postgresql")
@both_runtimes
def test_waiting_for_another_deployer(tool, folder, server, kind):
    """The one that waits ends at once; the one that works goes on as if nothing had been."""
    if tool.name == "alembic":
        raise Skip("Alembic does not keep deployers apart")
    target = database(kind, folder, server)
    go_on, fifo = folder / "go_on", str(folder / "reached")
    os.mkfifo(fifo)
    body = HALF + f"import os\nopen({fifo!r}).close()\nwhile not os.path.exists({str(go_on)!r}):\n    time.sleep(0.01)"
    project = projects.make(folder / "project", target.url(), [GOOD, (body, "pass")])
    works = start(tool, ["upgrade", "head"], project)
    await_script(works, fifo)
    expect(wait_for(lambda: any("r0001" in line for line in target.dump()), 10),
           "the step before is not committed while the next one's script runs")
    waits = start(tool, ["upgrade", "head"], project)
    time.sleep(1)
    expect(waits.poll() is None, "the second did not wait")
    begin = time.monotonic()
    waits.send_signal(signal.SIGINT)
    output = "".join(waits.communicate(timeout=20))
    took = time.monotonic() - begin
    expect(waits.returncode == 130, f"ended with {waits.returncode}, not 130:\n{output}")
    expect(took < 2, f"needed {took:.1f} s to end")
    expect(works.poll() is None, "the first ended, too")
    go_on.touch()
    said = "".join(works.communicate(timeout=60))
    expect(works.returncode == 0, f"the first ended with {works.returncode}:\n{said}")
    expect(any("half" in line for line in target.dump()), "the first did not finish its step")
    target.drop()


@on("sqlite", "postgresql")
@both_runtimes
def test_waiting_for_another_program(tool, folder, server, kind):
    """Another program holds a lock that the statement needs."""
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [GOOD, ('op.execute("DELETE FROM good")', "pass")])
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()
    with target.holding("good"):
        process = start(tool, ["upgrade", "head"], project)
        time.sleep(1.5 if kind == "postgresql" else 1)
        expect(process.poll() is None, "did not wait for the other program")
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        output = "".join(process.communicate(timeout=20))
        took = time.monotonic() - begin
    refused(tool, process.returncode, output, 130)
    expect(took < 5, f"needed {took:.1f} s to end")
    same(before, target.dump(), "the database after Ctrl-C")
    target.drop()
