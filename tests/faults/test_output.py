"""What becomes of the output never stops a migration: a reader that ends, closed descriptors, a limit on files."""

import os
import resource
import signal
import subprocess

from common import both_runtimes, database, expect, must, on, refused, run, same
from support import projects
from support.tools import clean_environment

STEPS = 30


def talkative(number):
    """A step that prints on both streams."""
    up, down = projects.table_and_index(number)
    return f'import sys\nprint("out" * 50, flush=True)\nsys.stderr.write("err" * 50 + "\\n")\n{up}', down


def slow(number):
    up, down = projects.table_and_index(number)
    return f"time.sleep(0.01)\n{up}", down


ENV = "import logging\nlogging.basicConfig(level=logging.INFO)\n" + projects.ENV


def make(folder, target, step=projects.table_and_index):
    return projects.make(folder / "project", target.url(), [step(n) for n in range(1, STEPS + 1)], env=ENV)


def shell(tool, command, folder):
    program = " ".join(tool.argv)
    return subprocess.run(["bash", "-o", "pipefail", "-c", command.replace("limbeck", program)], cwd=folder, text=True,
                          env=clean_environment(), timeout=120, stdin=subprocess.DEVNULL, capture_output=True)


def expect_all_steps(tool, project):
    said = must(run(tool, ["current"], project)).stdout
    expect(f"r{STEPS:04d} (head)" in said, f"the migration did not run to its end: {said}")


@on("sqlite", "postgresql")
def test_reader_of_the_log_ends(tool, folder, server, kind):
    """`limbeck upgrade head 2>&1 | grep -q upgrade`"""
    target = database(kind, folder, server)
    project = make(folder, target, slow)
    done = shell(tool, "limbeck upgrade head 2>&1 | (read line; exec 0<&-; sleep 0.1)", project)
    expect(done.returncode == 0, f"ended with {done.returncode}\n{done.stdout}{done.stderr}")
    expect_all_steps(tool, project)
    target.drop()


@on("sqlite", "postgresql")
@both_runtimes
def test_no_reader_at_all(tool, folder, server, kind):
    """What steps print has no reader from the first word on; Python fails such a step, as print() does."""
    target = database(kind, folder, server)
    project = make(folder, target, talkative)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*tool.argv, "upgrade", "head"], cwd=project, env=clean_environment(), timeout=120,
                          stdin=subprocess.DEVNULL, stdout=writing, stderr=writing)
    os.close(writing)
    if tool.name == "alembic":
        return
    expect(done.returncode == 0, f"ended with {done.returncode}")
    expect_all_steps(tool, project)
    target.drop()


@on("sqlite")
def test_reader_of_a_document_ends(tool, folder, server, kind):
    """`limbeck history | head -1` ends as other programs do, and says nothing about it."""
    project = make(folder, database(kind, folder, server))
    if tool.name == "alembic":
        return
    for command in ("history", "upgrade head --sql"):
        # Its reader is gone for sure when it begins.
        done = shell(tool, f"(sleep 0.3; exec limbeck {command}) 2>errors | (exec 0<&-; sleep 0.1)", project)
        expect(done.returncode == 128 + signal.SIGPIPE, f"{command} ended with {done.returncode}")
        errors = (project / "errors").read_text()
        expect("FAILED" not in errors and "Traceback" not in errors, errors)


@on("sqlite", "postgresql")
@both_runtimes
def test_closed_descriptors(tool, folder, server, kind):
    """Nothing that is opened later gets the number of a standard stream, and with it what is printed."""
    target = database(kind, folder, server)
    project = make(folder, target, talkative)
    done = shell(tool, "limbeck upgrade head 0<&- >&- 2>&-", project)
    expect(done.returncode == 0 or tool.name == "alembic", f"ended with {done.returncode}")
    if tool.name == "alembic":  # there sys.stderr is None, and the step that uses it fails
        return
    expect_all_steps(tool, project)
    must(shell(tool, "limbeck downgrade base 2>&-", project))
    must(shell(tool, "limbeck upgrade head >&-", project))
    expect_all_steps(tool, project)
    target.drop()


@on("sqlite")
def test_file_size_limit_by_the_shell(tool, folder, server, kind):
    """`ulimit -f`: its signal is no end of the program, and a revision file is written whole or not at all."""
    target = database(kind, folder, server)
    steps = [projects.table_and_index(1),
             ('op.execute("CREATE TABLE much AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n '
              'WHERE x < 1000) SELECT hex(randomblob(1000)) AS s FROM n")', "pass")]
    project = projects.make(folder / "project", target.url(), steps)
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()

    def limit(size):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = run(tool, ["upgrade", "head"], project, preexec_fn=lambda: limit(256 * 1024))
    said = done.stdout + done.stderr
    refused(tool, done.returncode, said)
    expect("full" in said or "disk I/O error" in said, f"does not say what was wrong:\n{said}")
    same(before, target.dump(), "the database after the failure")

    files = sorted((project / "versions").iterdir())
    done = run(tool, ["revision", "-m", "x"], project, preexec_fn=lambda: limit(100))
    refused(tool, done.returncode, done.stdout + done.stderr)
    expect("File too large" in done.stdout + done.stderr, f"does not say why:\n{done.stdout}{done.stderr}")
    if tool.name == "limbeck":  # Alembic leaves half a file
        same(files, sorted((project / "versions").iterdir()), "the folder of revisions")
