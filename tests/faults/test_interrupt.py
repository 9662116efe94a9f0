"""Ctrl-C: exit status 130, and nothing of the interrupted step is left."""

import os
import signal
import time

from common import database, expect, must, on, refused, run, same, start, wait_for
from support import projects
from support.results import Failure

GOOD = ('op.create_table("good", sa.Column("id", sa.Integer(), primary_key=True))', 'op.drop_table("good")')
HALF = 'op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))\n'


def interrupt(tool, folder, server, kind, long_part):
    target = database(kind, folder, server)
    fifo = str(folder / "reached")
    os.mkfifo(fifo)
    # Opening a FIFO to read waits for its writer: that is how the test knows how far the script has come.
    body = HALF + f"open({fifo!r}).close()\n" + long_part
    project = projects.make(folder / "project", target.url(), [GOOD, (body, "pass")])
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()
    process = start(tool, ["upgrade", "head"], project)

    def reached():
        try:
            os.close(os.open(fifo, os.O_WRONLY | os.O_NONBLOCK))
            return True
        except OSError:
            if process.poll() is not None:
                raise Failure("ended before the long part:\n" + "".join(process.communicate()))
            return False

    expect(wait_for(reached), "the script never came to its long part")
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
def test_long_script(tool, folder, server, kind):
    interrupt(tool, folder, server, kind, "while True:\n    sum(range(1000))")


@on("sqlite", "postgresql")
def test_sleeping_script(tool, folder, server, kind):
    interrupt(tool, folder, server, kind, "time.sleep(60)")


@on("sqlite", "postgresql")
def test_long_statement(tool, folder, server, kind):
    if kind == "postgresql":
        statement = 'op.execute("SELECT pg_sleep(60)")'
    else:
        statement = ('op.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) '
                     'SELECT count(*) FROM n WHERE x < 0")')
    interrupt(tool, folder, server, kind, statement)

