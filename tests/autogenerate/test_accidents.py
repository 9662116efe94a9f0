"""What happens to a comparison on its way: models that are not where they should be, a folder or a disk that takes no file,
Ctrl-C, a server that goes away. Each ends with words and a status, and leaves no file behind."""

import resource
import signal
import textwrap

from common import database, expect, must, on, run, same, start
from support.results import Skip
from test_bad_input import BOTH, ONE_TABLE, REVISION, make, refuses, sqlite

COMPARED = """
import time
options[{hook!r}] = lambda *_: print("comparing", flush=True) or time.sleep({seconds}) or {answer}
"""


def files_of(project):
    return list((project / "versions").iterdir())


def package(folder, **files):
    """A project whose models lie in a package `app`."""
    project = make(folder, sqlite(folder.parent), "", "from app.models import metadata\ntarget_metadata = metadata")
    (project / "app").mkdir()
    for name, text in files.items():
        (project / "app" / f"{name}.py").write_text(text)
    return project


def test_models_that_are_not_there(tool, folder, server):
    project = package(folder / "project", __init__="")
    refuses(tool, project, ["target_metadata depends on `app.models.metadata`", "the package app has no module of that name",
                            "env.py:"])
    (project / "app" / "__init__.py").unlink()
    (project / "app").rmdir()
    refuses(tool, project, ["app is neither a module of the project nor known to limbeck"])


def test_models_without_metadata(tool, folder, server):
    project = package(folder / "project", __init__="", models="")
    refuses(tool, project, ["cannot import name 'metadata' from 'app.models'", "env.py"], in_env=True)


def test_models_that_import_each_other(tool, folder, server):
    project = package(
        folder / "project", __init__="",
        models="from sqlalchemy import *\nmetadata = MetaData()\nimport app.a\n",
        a="from app.b import B\nfrom app.models import metadata\n",
        b="from app.a import metadata\nfrom sqlalchemy import *\nB = Table('b', metadata, Column('id', Integer))\n")
    refuses(tool, project, ["the module app.b failed at app/b.py:1: ImportError: cannot import name 'metadata'",
                            "most likely due to a circular import"])


def test_models_that_cannot_be_parsed(tool, folder, server):
    project = package(folder / "project", __init__="", models="metadata = 1\nclass X(:\n    pass\n")
    refuses(tool, project, ["the module app.models failed at app/models.py:2: SyntaxError: invalid syntax",
                            "Ways out: repair the module app.models"])
    # What does not need the models goes on without them; a script may need how they name constraints.
    (project / "versions" / "a.py").write_text("revision = 'a'\ndown_revision = None\ndef upgrade(): pass\n")
    if tool.name != "alembic":
        must(run(tool, ["current"], project))
        done = must(run(tool, ["upgrade", "head"], project), status=255)
        expect("the naming convention of target_metadata depends on" in done.stderr, done.stdout + done.stderr)
        expect("app/models.py:2" in done.stderr, done.stderr)


def test_folder_that_takes_no_file(tool, folder, server):
    if tool.name == "alembic":
        return
    project = make(folder / "project", sqlite(folder), ONE_TABLE)
    (project / "versions").rmdir()
    (project / "versions").symlink_to("/proc/self/fdinfo")  # nobody makes a file there, root neither
    done = must(run(tool, REVISION, project), status=255)
    said = done.stdout + done.stderr
    expect("FAILED: Can't write " in said and "Check that the folder is there" in said, said)


def test_full_disk(tool, folder, server):
    """A file that could only be written in part is none."""
    if tool.name == "alembic":
        return

    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    project = make(folder / "project", sqlite(folder), ONE_TABLE)
    must(run(tool, ["ensure_version"], project))  # nothing is written into the database any more
    done = must(run(tool, REVISION, project, preexec_fn=little_room), status=255)
    said = done.stdout + done.stderr
    expect("FAILED: Can't write " in said and "File too large" in said, said)
    expect(files_of(project) == [], f"left: {files_of(project)}")


def comparing(tool, folder, server, kind, command, seconds, hook="compare_type", answer=None):
    """A process that compares, and is in that hook."""
    if tool.name == "alembic":
        raise Skip("its ends differ")
    target = database(kind, folder, server)
    target.execute("CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(10))")
    models = ONE_TABLE.rstrip(")\n") + '), Column("name", String(20)), Column("age", Integer))\n'
    project = make(folder / command[0], target.url(), models, textwrap.dedent(COMPARED.format(hook=hook, seconds=seconds, answer=answer)))
    process = start(tool, command, project)
    prints = process.stderr if command == ["status"] else process.stdout  # status prints a page, and nothing else
    expect(prints.readline() == "comparing\n", "nothing is compared")
    return target, project, process


@on("sqlite", "postgresql")
def test_interrupted_comparison(tool, folder, server, kind):
    for command in BOTH:
        target, project, process = comparing(tool, folder, server, kind, command, 60)
        before = target.structure()
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
        expect(process.returncode == 130, f"ended with {process.returncode}, not 130:\n{output}{errors}")
        expect("Interrupted" in errors and "Traceback" not in errors, errors)
        expect(files_of(project) == [], f"left: {files_of(project)}")
        same(before, target.structure(), "the database")
        target.drop()


def end_sessions(target):
    target.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                   "AND pid <> pg_backend_pid()")


@on("postgresql")
def test_server_that_goes_away_before_the_proof(tool, folder, server, kind):
    """What could not be asked is no answer."""
    target, project, process = comparing(tool, folder, server, kind, REVISION, 2)
    end_sessions(target)
    output, errors = process.communicate(timeout=60)
    expect(process.returncode == 255, f"ended with {process.returncode}, not 255:\n{output}{errors}")
    expect("the connection to the server is lost" in errors and "Traceback" not in errors, errors)
    expect(files_of(project) == [], f"left: {files_of(project)}")
    target.drop()


@on("postgresql")
def test_server_that_goes_away_while_it_is_asked(tool, folder, server, kind):
    for command, status in ((["check"], 255), (["status"], 0)):
        target, project, process = comparing(tool, folder, server, kind, command, 2, "include_name", True)
        end_sessions(target)
        output, errors = process.communicate(timeout=60)
        expect(process.returncode == status, f"ended with {process.returncode}, not {status}:\n{output}{errors}")
        said = output if command == ["status"] else errors
        expect("the connection to the server is lost" in said and "Traceback" not in said, output + errors)
        target.drop()
