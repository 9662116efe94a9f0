"""What a comparison finds after `upgrade head` of checkouts of public projects, on a PostgreSQL server of its own:

- models and database, by limbeck with nothing of the project installed, and by the real Alembic: what only one of them
  finds is of a kind that docs/compatibility.md explains;
- the database and itself: nothing;
- the database and models that state exactly what it holds: nothing.

    tests/real/check.py --python PYTHON [--limbeck build/limbeck] [--fastapi FOLDER] [--onyx FOLDER]

PYTHON is as models.py wants it, with psycopg2. A project without a checkout is skipped. Nothing in a checkout is changed.
"""

import argparse
import collections
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "autogenerate"), str(HERE.parent)]
sys.dont_write_bytecode = True

import run  # noqa: E402  (the one beside this file, before others put their folders first)

import idempotence  # noqa: E402
import models  # noqa: E402
import projects  # noqa: E402
from support import postgres  # noqa: E402
from support.results import Failure, Results  # noqa: E402
from support.tools import Limbeck, clean_environment  # noqa: E402

# Their names in projects.py, and what their env.py gives to context.configure().
PROJECTS = {
    "fastapi": ("full-stack-fastapi-template", "compare_type=True"),
    "onyx": ("onyx", "compare_type=True, compare_server_default=True, include_schemas=True"),
}

# Runs under both tools. The revision files are not looked at, so that no package which they import is wanted.
ENV = """\
import os
import warnings

warnings.simplefilter("ignore")
from alembic import context
from alembic.autogenerate import compare_metadata
from sqlalchemy import create_engine, pool

import project_models

metadata = project_models.target_metadata
keys = {{(table.name, column.name) for one in (metadata if isinstance(metadata, list) else [metadata])
        for table in one.tables.values() for column in table.primary_key}}


def described(item):
    kind, *rest = item
    if kind in ("add_column", "remove_column"):
        return f"{{kind}} {{rest[1]}}.{{rest[2].name}}"
    if kind.startswith("modify_"):
        schema, table, column, _, old, new = rest
        line = f"{{kind}} {{table}}.{{column}}"
        if kind == "modify_type":
            lengths = [f"{{getattr(type_, 'length', None)}}" for type_ in (old, new)]
            line += f" length {{' -> '.join(lengths)}}" if "None" in lengths and lengths[0] != lengths[1] else ""
        return line + (" of the key" if (table, column) in keys else "")
    thing = rest[0]
    if kind.endswith("_fk"):
        return (f"{{kind}} {{thing.parent.name}} {{[e.parent.name for e in thing.elements]}} "
                f"{{[e.target_fullname for e in thing.elements]}}")
    if kind.endswith("_index"):
        return f"{{kind}} {{thing.table.name}} {{thing.name}}"
    if kind.endswith("_constraint"):
        return f"{{kind}} {{type(thing).__name__}} {{thing.table.name}} {{thing.name or ''}}"
    return f"{{kind}} {{getattr(thing, 'name', '') if not isinstance(thing, dict) else ''}}"


def flat(items):
    for item in items:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


with create_engine(os.environ["DATABASE_URL"], poolclass=pool.NullPool).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, version_table="nothing",
                      include_object=lambda thing, name, *_: name != "alembic_version", {options})
    lines = sorted(described(item) for item in flat(compare_metadata(context.get_context(), metadata)))
with open("found.txt", "w") as file:
    file.write("".join(line + "\\n" for line in lines))
"""

REAL = models.REAL.partition("import dump")[0] + 'from alembic.config import main\n\nmain(argv=["current"])\n'

# docs/compatibility.md, "Where `check` says something else than Alembic".
ONLY_OURS = {
    "enum types and sequences": r"(create|drop|alter)_(enum|sequence)",
    "primary keys": r"(add|remove)_constraint PrimaryKeyConstraint",
    "checks": r"(add|remove)_constraint CheckConstraint",
    "lengths that only one side states": r"modify_type .* length ",
    "conditions of indexes": r"(add|remove)_index ",
}
ONLY_THEIRS = {"columns of a primary key that a model calls nullable": r"modify_nullable .* of the key$"}


def explained(lines, kinds, who):
    counts = collections.Counter()
    for line in lines:
        kind = next((kind for kind, pattern in kinds.items() if re.match(pattern, line)), None)
        if kind is None:
            raise Failure(f"only {who} finds: {line}")
        counts[kind] += 1
    return ", ".join(f"{count} of {kind}" for kind, count in counts.items()) or "nothing"


def compare(name, backend, options, url, folder):
    """What both find of models and database."""
    place, text, settings = models.PROJECTS[name]
    folder.mkdir()
    (folder / "versions").mkdir()
    path = [str(folder), str(backend)]
    for file, content in {"project_models.py": text, "script.py.mako": "", "real.py": REAL,
                          "env.py": ENV.format(options=PROJECTS[name][1]),
                          "alembic.ini": models.INI.format(path=":".join(path))}.items():
        (folder / file).write_text(content)
    settings = {**settings, "DATABASE_URL": url}
    run.check(Limbeck(options.limbeck).run(["--allow", "write", "current"], folder, settings), "limbeck")
    ours = (folder / "found.txt").read_text().splitlines()
    done = subprocess.run([options.python, "real.py"], cwd=folder, capture_output=True, text=True,
                          env=clean_environment({**settings, "PYTHONPATH": ":".join(path)}))
    if done.returncode:
        raise Failure(f"the real one ends with {done.returncode}\n{done.stderr[-3000:]}")
    theirs = (folder / "found.txt").read_text().splitlines()
    only_ours, only_theirs = (collections.Counter(a) - collections.Counter(b)
                              for a, b in ((ours, theirs), (theirs, ours)))
    print(f"{name}: both find {len(ours) - only_ours.total()} differences; "
          f"only limbeck {explained(only_ours.elements(), ONLY_OURS, 'limbeck')}; "
          f"only Alembic {explained(only_theirs.elements(), ONLY_THEIRS, 'Alembic')}")


def test(name, checkout, options, server, folder):
    backend = checkout / models.PROJECTS[name][0]
    limbeck = Limbeck(options.limbeck)
    project = next(project for project in projects.PROJECTS if project.name == PROJECTS[name][0])
    migrated = run.Side(limbeck, [], project, checkout, server, folder / name, "postgresql", projects.PLAIN)
    run.check(migrated.run("upgrade", "head"), "upgrade head")
    database = migrated.database
    compare(name, backend, options, database.url(), folder / f"{name}-models")
    database.script("DROP TABLE alembic_version;")
    idempotence.check_stated(limbeck, database, folder / f"{name}-stated")
    print(f"{name}: models that state what the database holds are what it holds")


def main():
    parser = argparse.ArgumentParser(description="Compare databases of public projects with their models")
    parser.add_argument("--limbeck", default=str(HERE.parent.parent / "build" / "limbeck"))
    parser.add_argument("--python", default=sys.executable)
    for name in PROJECTS:
        parser.add_argument(f"--{name}", metavar="FOLDER", default=os.environ.get(f"LIMBECK_{name.upper()}"))
    options = parser.parse_args()
    results = Results(verbose=True)
    with postgres.Server() as server, tempfile.TemporaryDirectory(prefix="limbeck-real-") as folder:
        for name in PROJECTS:
            given = getattr(options, name)
            if not given:
                results.add(name, "skipped", f"no checkout: --{name} FOLDER or LIMBECK_{name.upper()}")
                continue
            try:
                test(name, Path(given).resolve(), options, server, Path(folder))
                results.add(name, "passed")
            except Failure as failure:
                results.add(name, "failed", str(failure))
    print(results.summary())
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
