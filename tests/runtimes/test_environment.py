"""The project's own environment: where a decision depends on a package that only it has, the run is taken up again with
its packages."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from common import database, expect, must, on, run
from support import projects
from support.results import Skip
from support.tools import clean_environment

WORDS = "run with SQLAlchemy itself and the packages of"
ENV = "from logging.config import fileConfig\n" + projects.ENV.replace(
    "url =", "fileConfig(context.config.config_file_name, disable_existing_loggers=False)\nurl =", 1)
TABLE = 'op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("kind", sa.String(20)))', "pass"
# A loop over what a package says: nothing can stand in for that.
LABELS = '''
import labels_of_company
for label in labels_of_company.LABELS:
    op.execute(sa.text("INSERT INTO t (kind) VALUES (:label)").bindparams(label=label))
''', "pass"


def environment(folder, modules, version="3.11"):
    """What `python -m venv` makes, as far as it matters here, with these modules."""
    packages = folder / "lib" / f"python{version}" / "site-packages"
    for name, text in modules.items():
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text(text)
    return packages


def project_of(folder, target, steps, settings=""):
    made = projects.make(folder / "project", target.url(), steps, env=ENV)
    if settings:
        with open(made / "alembic.ini", "a") as file:
            file.write(f"\n[limbeck]\n{settings}\n")
    return made


def kinds(target):
    return [row[0] for row in target.execute("SELECT kind FROM t ORDER BY id")]


def at(target):
    return [row[0] for row in target.execute("SELECT version_num FROM alembic_version")]


COMPANY = {"labels_of_company/__init__.py": "from importlib.metadata import version\nfrom ._words import LABELS\n"
                                            "assert version('labels-of-company') == '1.5'\n",
           "labels_of_company-1.5.dist-info/METADATA": "Metadata-Version: 2.1\nName: labels-of-company\nVersion: 1.5\n",
           "labels_of_company/_words.py": "LABELS = ['a', 'b']\n"}


@on("sqlite", "postgresql")
def test_a_package_decides(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, LABELS])
    packages = environment(project / ".venv", COMPANY)
    (packages / "run.pth").write_text("import os; os.write(2, b'the path file was run')\n")
    said = must(run(tool, ["upgrade", "head"], project)).stderr
    expect(said.count(f"r0002 needs labels_of_company: {WORDS} {project}/.venv") == 1, said)
    expect("path file" not in said and said.count("Running upgrade  -> r0001") == 1, said)
    expect(kinds(target) == ["a", "b"] and at(target) == ["r0002"], (kinds(target), at(target)))
    target.drop()


@on("sqlite", "postgresql")
def test_offline_is_written_once(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, LABELS])
    environment(project / ".venv", COMPANY)
    done = must(run(tool, ["upgrade", "head", "--sql"], project))
    expect(done.stderr.count(WORDS) == 1, done.stderr)
    for words in ("CREATE TABLE alembic_version", "CREATE TABLE t", "'a'", "'b'"):
        expect(done.stdout.count(words) == 1, f"{words}:\n{done.stdout}")
    # What a script has printed cannot be taken back.
    (project / "versions" / "0001_step.py").write_text(projects.revision(1, "print('-- by hand')\n" + TABLE[0]))
    done = run(tool, ["upgrade", "head", "--sql"], project)
    expect(done.returncode == 255 and "is opaque" in done.stdout + done.stderr, done.stdout + done.stderr)
    expect(done.stdout.count("CREATE TABLE alembic_version") == 1, done.stdout)
    target.drop()


@on("sqlite")
def test_where_the_environment_is(tool, folder, server, kind):
    for settings, variable, words in (
            ("environment = ../elsewhere", None, None), ("environment = auto", "elsewhere", None),
            ("", "elsewhere", None), ("", None, "is opaque"), ("environment = none", "elsewhere", "is opaque"),
            ("environment = ../nowhere", None, "is no virtual environment"),
            ("runtime = quick", "elsewhere", "is opaque"), ("runtime = thorough", "elsewhere", None)):
        place = folder / str(abs(hash((settings, variable))))
        place.mkdir()
        environment(place / "elsewhere", COMPANY)
        target = database(kind, place, server)
        project = project_of(place, target, [TABLE, LABELS], settings)
        variables = clean_environment()
        variables.pop("VIRTUAL_ENV", None)
        if variable:
            variables["VIRTUAL_ENV"] = str(place / variable)
        done = subprocess.run([*tool.argv, "upgrade", "head"], cwd=project, env=variables, text=True, timeout=60,
                              stdin=subprocess.DEVNULL, capture_output=True)
        said = f"{settings!r} {variable}: {done.stdout}{done.stderr}"
        if words:
            expect(done.returncode == 255 and words in said and WORDS not in said, said)
        else:
            expect(done.returncode == 0 and WORDS in said and kinds(target) == ["a", "b"], said)


@on("sqlite")
def test_a_module_of_the_project_that_needs_it(tool, folder, server, kind):
    target = database(kind, folder, server)
    step = "from words import WORDS\nfor word in WORDS:\n    op.execute(f\"INSERT INTO t (kind) VALUES ('{word}')\")", "pass"
    project = project_of(folder, target, [TABLE, step])
    (project / "words.py").write_text("from labels_of_company import LABELS\nWORDS = [label * 2 for label in LABELS]\n")
    environment(project / ".venv", COMPANY)
    must(run(tool, ["upgrade", "head"], project))
    expect(kinds(target) == ["aa", "bb"], kinds(target))


@on("sqlite")
def test_two_sets_never_meet(tool, folder, server, kind):
    target = database(kind, folder, server)
    step = '''
import labels_of_company, psycopg2, sqlite3, sqlalchemy.orm, alembic, typing_extensions
bool(labels_of_company.LABELS)
for module in (sa, alembic, psycopg2, sqlite3, typing_extensions):
    assert module.__spec__.origin == "frozen", module
''', "pass"
    project = project_of(folder, target, [TABLE, step])
    wrong = "raise SystemExit('the wrong one')\n"
    names = ("sqlalchemy/__init__", "alembic/__init__", "psycopg2", "sqlite3", "typing_extensions", "mako/__init__")
    environment(project / ".venv", {**{f"{name}.py": wrong for name in names}, **COMPANY})
    must(run(tool, ["upgrade", "head"], project))
    expect(at(target) == ["r0002"], at(target))


@on("sqlite")
def test_an_operation_of_a_plug_in(tool, folder, server, kind):
    plug_in = '''
from alembic.operations import MigrateOperation, Operations
@Operations.register_operation("note")
class Note(MigrateOperation):
    def __init__(self, words):
        self.words = words
    @classmethod
    def note(cls, operations, words):
        return operations.invoke(cls(words))
@Operations.implementation_for(Note)
def note(operations, operation):
    operations.execute(f"INSERT INTO t (kind) VALUES ('{operation.words}')")
'''
    for runtime in ("auto", "thorough"):
        place = folder / runtime
        place.mkdir()
        target = database(kind, place, server)
        project = project_of(place, target, [TABLE, ('op.note("x")', "pass")], f"runtime = {runtime}")
        (project / "env.py").write_text("import company_notes\n" + ENV)
        environment(project / ".venv", {"company_notes.py": plug_in})
        said = must(run(tool, ["upgrade", "head"], project)).stderr
        expect(f"r0002 needs company_notes: {WORDS}" in said and kinds(target) == ["x"], said)


@on("sqlite")
def test_another_pythons_environment(tool, folder, server, kind):
    """Python files alone serve; a shim stays in place of what may need compiled parts."""
    target = database(kind, folder, server)
    step = '''
import labels_of_company, pydantic
bool(labels_of_company.LABELS)
assert ".venv" not in str(pydantic.__spec__.origin), pydantic
''', "pass"
    project = project_of(folder, target, [TABLE, step])
    environment(project / ".venv", {"pydantic/__init__.py": "raise SystemExit('compiled parts')\n", **COMPANY}, "3.9")
    must(run(tool, ["upgrade", "head"], project))


@on("sqlite")
def test_compiled_packages(tool, folder, server, kind):
    """Those of the Python that runs this, where it is the version of the one inside."""
    installed = Path(sysconfig.get_path("purelib"))
    parts = ("pydantic", "pydantic_core", "annotated_types", "typing_inspection")
    if sys.version_info[:2] != (3, 11) or not all((installed / part).exists() for part in parts):
        raise Skip("pydantic is not installed here for Python 3.11")
    target = database(kind, folder, server)
    step = '''
import labels_of_company, pydantic, pydantic_core
class Row(pydantic.BaseModel):
    kind: str = pydantic.Field(max_length=3)
for label in labels_of_company.LABELS:
    op.execute(sa.text("INSERT INTO t (kind) VALUES (:kind)").bindparams(**Row(kind=label).model_dump()))
try:
    Row(kind="long")
except pydantic.ValidationError as error:
    op.execute(f"INSERT INTO t (kind) VALUES ('{error.errors()[0]['type']}')")
assert pydantic_core._pydantic_core.__file__.endswith(".so")
''', "pass"
    project = project_of(folder, target, [TABLE, step])
    packages = environment(project / ".venv", COMPANY)
    for part in parts:
        os.symlink(installed / part, packages / part)
    must(run(tool, ["upgrade", "head"], project))
    expect(kinds(target) == ["a", "b", "string_too_long"], kinds(target))
    # Compiled code from anywhere else is no more welcome than before.
    (project / "versions" / "0003_step.py").write_text(projects.revision(3, '''
import importlib.machinery, labels_of_company
bool(labels_of_company.LABELS)
importlib.machinery.ExtensionFileLoader("x", "/tmp/x.so").create_module(importlib.machinery.ModuleSpec("x", None, origin="/tmp/x.so"))
'''))
    done = run(tool, ["upgrade", "head"], project)
    expect(done.returncode == 255 and "may not load compiled code" in done.stdout + done.stderr, done.stdout + done.stderr)
