"""Runs limbeck in checkouts of public projects, on a PostgreSQL server of its own.

    tests/real/run.py [--limbeck build/limbeck] [--fastapi FOLDER] [--onyx FOLDER]

FOLDER is a checkout of fastapi/full-stack-fastapi-template and of onyx-dot-app/onyx; LIMBECK_FASTAPI and LIMBECK_ONYX
name them as well. A project without a checkout is skipped. Nothing in a checkout is changed.
"""

import argparse
import collections
import concurrent.futures
import difflib
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

from support import databases, postgres  # noqa: E402
from support.results import Failure, Results  # noqa: E402
from support.tools import Alembic, Limbeck  # noqa: E402

INI = """\
[alembic]
script_location = %(here)s
prepend_sys_path = {path}
path_separator = os
"""

ENV = """\
import os

from alembic import context
from sqlalchemy import create_engine, pool

if context.is_offline_mode():
    context.configure(url=os.environ["DATABASE_URL"], literal_binds=True, dialect_opts={"paramstyle": "named"})
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
"""

# A script that asks the database for something has no answer in offline mode, with Alembic neither.
ASKS_THE_DATABASE = re.compile(r"'NoneType' object|NoInspectionAvailable|'MockConnection' object has no attribute|"
                               r"a script needs a database")


def plain_project(folder, versions, path):
    """A project of ours around a copy of their revision files: no env.py of theirs, no models."""
    folder = Path(folder)
    shutil.copytree(versions, folder / "versions", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "alembic.ini").write_text(INI.format(path=path))
    (folder / "env.py").write_text(ENV)
    (folder / "script.py.mako").write_text("")
    return folder


def check(result, what):
    if result.status:
        raise Failure(f"{what} ended with {result.status}\n" + "\n".join(result.text().splitlines()[-15:]))
    return result


def same(ours, expected, what):
    if ours != expected:
        lines = difflib.unified_diff(expected, ours, "expected", "limbeck", lineterm="", n=1)
        raise Failure(f"{what} differs:\n" + "\n".join(list(lines)[:60]))


def structure_of(database):
    return [line for line in database.dump() if not line.startswith("INSERT ")]


def revisions(limbeck, project):
    """(parent, id) of each revision of a chain, first one first, as `history` tells."""
    lines = check(limbeck.run(["history"], project), "history").stdout.splitlines()
    pairs = [found.groups() for line in lines if (found := re.match(r"(\S+) -> (\w+)", line))]
    return [("base" if parent == "<base>" else parent, identifier) for parent, identifier in reversed(pairs)]


def offline(limbeck, project, env):
    """Each revision by itself, up and down: how many print, and what stops the others."""
    pairs = revisions(limbeck, project)

    def one(words):
        result = limbeck.run([*words, "--sql"], project, env)
        said = next((line for line in result.text().splitlines() if line.startswith("FAILED: ")), "")
        return None if not result.status else said or result.text()[-300:]

    with concurrent.futures.ThreadPoolExecutor() as pool:
        for direction, jobs in (
            ("upgrade", [["upgrade", f"{parent}:{identifier}"] for parent, identifier in pairs]),
            ("downgrade", [["downgrade", f"{identifier}:{parent}"] for parent, identifier in pairs]),
        ):
            stopped = [said for said in pool.map(one, jobs) if said is not None]
            print(f"{project.name}: {len(jobs) - len(stopped)} of {len(jobs)} revisions print their {direction}")
            for said, count in collections.Counter(stopped).most_common():
                print(f"    {count:4} {said}")
            for said in stopped:
                if not ASKS_THE_DATABASE.search(said):
                    raise Failure(f"offline {direction}: {said}")


def fastapi(checkout, limbeck, server, folder):
    """The template as it is, env.py, settings and models included, with nothing of it installed; beside Alembic with
    the same revision files."""
    backend = Path(checkout) / "backend"
    theirs, ours = databases.PostgresqlDatabase(server), databases.PostgresqlDatabase(server)
    project = plain_project(folder / "fastapi", backend / "app" / "alembic" / "versions", backend)
    settings = {"DATABASE_URL": ours.url()}
    alembic = Alembic()
    try:
        for words in (["upgrade", "head"], ["downgrade", "-2"], ["upgrade", "+1"], ["downgrade", "base"],
                      ["upgrade", "head"]):
            check(limbeck.run(words, backend, settings), " ".join(words))
            check(alembic.run(words, project, {"DATABASE_URL": theirs.url()}), "Alembic's " + " ".join(words))
            same(ours.dump(), theirs.dump(), "the database after " + " ".join(words))
        head = revisions(limbeck, project)[-1][1]
        current = check(limbeck.run(["current"], backend, settings), "current").stdout.split()
        if current != [head, "(head)"]:
            raise Failure(f"current says {current}")
        same(check(limbeck.run(["upgrade", "head", "--sql"], backend, settings), "upgrade --sql").stdout.splitlines(),
             check(alembic.run(["upgrade", "head", "--sql"], project, {"DATABASE_URL": theirs.url()}),
                   "Alembic's upgrade --sql").stdout.splitlines(), "the SQL")
        offline(limbeck, project, settings)
    finally:
        alembic.close()


def onyx(checkout, limbeck, server, folder):
    """437 revisions that import the project's modules, and through them packages that are not there."""
    backend = Path(checkout) / "backend"
    database = databases.PostgresqlDatabase(server)
    project = plain_project(folder / "onyx", backend / "alembic" / "versions", backend)
    env = {"DATABASE_URL": database.url()}
    chain = revisions(limbeck, project)
    structure = None
    for words, versions in ((["upgrade", "head"], [(chain[-1][1],)]), (["downgrade", "base"], []),
                            (["upgrade", "head"], [(chain[-1][1],)])):
        check(limbeck.run(words, project, env), " ".join(words))
        found = database.execute("SELECT version_num FROM alembic_version")
        if found != versions:
            raise Failure(f"after {' '.join(words)} the database is at {found}, not at {versions}")
        print(f"onyx: {len(chain)} of {len(chain)} revisions {words[0]}d")
        structure = structure or structure_of(database)
    offline(limbeck, project, env)
    # Their own env.py: asyncio, settings, models.
    own = databases.PostgresqlDatabase(server)
    settings = {"POSTGRES_HOST": "127.0.0.1", "POSTGRES_PORT": str(server.port), "POSTGRES_DB": own.name,
                "POSTGRES_USER": postgres.USER, "POSTGRES_PASSWORD": "none"}
    check(limbeck.run(["upgrade", "head"], backend, settings), "upgrade head with their env.py")
    same(structure_of(own), structure, "what their env.py makes")


def main():
    parser = argparse.ArgumentParser(description="Run limbeck in checkouts of public projects")
    parser.add_argument("--limbeck", default=str(HERE.parent.parent / "build" / "limbeck"))
    projects = {"fastapi": fastapi, "onyx": onyx}
    for name in projects:
        parser.add_argument(f"--{name}", metavar="FOLDER", default=os.environ.get(f"LIMBECK_{name.upper()}"))
    options = parser.parse_args()
    results = Results(verbose=True)
    given = {name: getattr(options, name) for name in projects}
    for name in projects:
        if not given[name]:
            results.add(name, "skipped", f"no checkout: --{name} FOLDER or LIMBECK_{name.upper()}")
    if any(given.values()):
        with postgres.Server() as server, tempfile.TemporaryDirectory(prefix="limbeck-real-") as folder:
            for name, test in projects.items():
                if given[name]:
                    try:
                        test(Path(given[name]).resolve(), Limbeck(options.limbeck), server, Path(folder))
                        results.add(name, "passed")
                    except Failure as e:
                        results.add(name, "failed", str(e))
    print(results.summary())
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
