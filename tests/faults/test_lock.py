"""A deployer that finds another one at work: it says for whom it waits, for how long it does, and who does not wait."""

import getpass
import os
import re
import select
import time

from common import both_runtimes, database, expect, must, on, run, start, wait_for
from support import projects
from support.results import Failure

BUSY = [projects.table_and_index(1), ('import os\nopen("at-work", "w").close()\n'
                                      'while os.path.exists("at-work") and not os.path.exists("go"):\n    time.sleep(0.05)', "pass")]
QUIET = "[limbeck]\nallow = write\n"


def at_work(tool, folder, server, kind, env=projects.ENV):
    """A database, a project, and a deployer in the midst of its second step."""
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), BUSY, env=env)
    with open(project / "alembic.ini", "a", encoding="utf-8") as ini:
        ini.write(QUIET)
    running = start(tool, ["upgrade", "head"], project)
    expect(wait_for((project / "at-work").exists), "the first deployer did not begin")
    return target, project, running


def who(kind, running, target):
    """How the deployer at work is to be named."""
    if kind == "sqlite":
        return f"process {running.pid} of user {getpass.getuser()}, since "
    if kind == "mariadb":
        [[thread]] = target.execute("SELECT IS_USED_LOCK(CONCAT('limbeck ', SHA2(CONCAT(DATABASE(), ' ', "
                                    "'.alembic_version'), 224)))")
        return f"server thread {thread}, user limbeck, from "
    [[pid]] = target.execute("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted "
                             "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
    return f'server process {pid}, application "limbeck", role '


def said_until(process, words):
    """What it says on standard error until these words are there."""
    said = ""
    while words not in said:
        ready = select.select([process.stderr], [], [], 60)[0]
        more = os.read(process.stderr.fileno(), 65536).decode() if ready else ""
        if not more:
            process.kill()
            raise Failure(f"does not say {words!r}:\n{said}")
        said += more
    return said


def end(running, target):
    running.kill()
    running.communicate()
    target.drop()


@on("sqlite", "postgresql", "mariadb")
@both_runtimes
def test_says_for_whom_it_waits(tool, folder, server, kind):
    target, project, running = at_work(tool, folder, server, kind)
    named = who(kind, running, target)
    waiting = start(tool, ["upgrade", "head"], project)
    said = said_until(waiting, "waiting until")
    (project / "go").touch()
    said += waiting.communicate(timeout=60)[1]
    expect(waiting.returncode == 0, said)
    expect(f"Another deployer migrates this database ({named}" in said, f"not {named!r}:\n{said}")
    if kind == "mariadb":  # its servers do not tell
        since = ""
    else:
        since = r", since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC"
    expect(re.search(since + r"\); waiting until it is done", said), said)
    expect(running.wait() == 0, "the first one failed")
    end(running, target)


@on("sqlite", "postgresql", "mariadb")
def test_other_databases_of_the_server_are_free(tool, folder, server, kind):
    target, _, running = at_work(tool, folder, server, kind)
    other = database(kind, folder, server, "other")
    project = projects.make(folder / "other", other.url(), [("pass", "pass")])
    done = must(run(tool, ["--lock-timeout", "0", "upgrade", "head"], project))
    expect("waiting until" not in done.stderr and running.poll() is None, done.stderr)
    other.drop()
    end(running, target)


@on("sqlite", "postgresql", "mariadb")
def test_gives_up_when_told_so(tool, folder, server, kind):
    target, project, running = at_work(tool, folder, server, kind)
    named = who(kind, running, target)
    with open(project / "other.ini", "w", encoding="utf-8") as ini:
        ini.write((project / "alembic.ini").read_text() + "lock_timeout = 0.5\n")
    for arguments, said in ((["--lock-timeout", "0"], "this database\n"), (["-c", "other.ini"], "this database\n"),
                            (["--lock-timeout", "2", "-c", "other.ini"], "this database after 2 seconds\n")):
        begin = time.monotonic()
        done = must(run(tool, [*arguments, "upgrade", "head"], project), status=255)
        expect(time.monotonic() - begin < 10, "waited for too long")
        expect("FAILED: another deployer still migrates " + said in done.stderr and named in done.stderr, done.stderr)
    expect(running.poll() is None, "the first one was through before")
    done = must(run(tool, ["--lock-timeout", "soon", "upgrade", "head"], project), status=2)
    expect("--lock-timeout: 'soon' is no number of seconds" in done.stderr, done.stderr)
    end(running, target)


@on("sqlite", "postgresql", "mariadb")
@both_runtimes
def test_who_only_looks_does_not_wait(tool, folder, server, kind):
    target, project, running = at_work(tool, folder, server, kind)
    env = project / "env.py"
    env.write_text(env.read_text().replace("connection=connection", "connection=connection, target_metadata=sa.MetaData()")
                   .replace("from alembic import context", "from alembic import context\nimport sqlalchemy as sa"))
    for arguments in (["current"], ["history", "-i"], ["heads"], ["show", "current"], ["status", "--no-models"],
                      ["upgrade", "--plan", "head"], ["diff"], ["check"]):
        begin = time.monotonic()
        done = run(tool, arguments, project)
        expect(time.monotonic() - begin < 10 and "waiting until" not in done.stderr, f"{arguments} waits:\n{done.stderr}")
    expect(running.poll() is None, "the first one was through before")
    end(running, target)
