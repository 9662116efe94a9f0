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


@on("sqlite", "postgresql")
def test_a_value_for_the_database(tool, folder, server, kind):
    """Where SQLAlchemy itself hands a placeholder to the driver."""
    target = database(kind, folder, server)
    step = '''
import labels_of_company
from sqlalchemy.orm import Session
Session(bind=op.get_bind()).execute(sa.table("t", sa.column("kind")).insert(), [{"kind": labels_of_company.LABELS[1]}])
''', "pass"
    project = project_of(folder, target, [TABLE, step], "environment = none")
    done = run(tool, ["upgrade", "head"], project)
    expect(done.returncode == 255 and "depends on `labels_of_company.LABELS" in done.stdout + done.stderr,
           done.stdout + done.stderr)
    (project / "alembic.ini").write_text((project / "alembic.ini").read_text().replace("environment = none", ""))
    environment(project / ".venv", COMPANY)
    said = must(run(tool, ["upgrade", "head"], project)).stderr
    expect(f"r0002 needs labels_of_company: {WORDS}" in said and kinds(target) == ["b"], said)


@on("sqlite")
def test_a_failure_that_a_placeholder_may_cause(tool, folder, server, kind):
    """What fails by no intention of the script is tried with the packages; what a script raises is its last word."""
    target = database(kind, folder, server)
    step = '''
import labels_of_company
op.execute("INSERT INTO t (kind) VALUES ('" + {str: "real"}[type(labels_of_company.LABELS[0])] + "')")
''', "pass"
    project = project_of(folder, target, [TABLE, step])
    environment(project / ".venv", COMPANY)
    must(run(tool, ["upgrade", "head"], project))
    expect(kinds(target) == ["real"], kinds(target))
    file = project / "versions" / "0003_step.py"
    for runtime, code, words in (
            ("auto", 'raise ValueError("not now")', "not now"), ("auto", 'import sys\nsys.exit("not now")', "not now"),
            ("thorough", 'op.create_unique_constraint("u", "t", ["kind"])', "No support for ALTER of constraints in SQLite")):
        file.write_text(projects.revision(3, "import labels_of_company\n" + code))
        done = run(tool, ["--runtime", runtime, "upgrade", "head"], project)
        expect(done.returncode == 255 and words in done.stdout + done.stderr and WORDS not in done.stderr, done.stderr)


@on("sqlite")
def test_an_import_that_may_fail(tool, folder, server, kind):
    target = database(kind, folder, server)
    step = '''
try:
    from labels_of_company import LABELS
except ImportError:
    LABELS = None
op.execute("INSERT INTO t (kind) VALUES ('" + LABELS[1] + "')")
''', "pass"
    project = project_of(folder, target, [TABLE, step])
    environment(project / ".venv", COMPANY)
    must(run(tool, ["upgrade", "head"], project))
    expect(kinds(target) == ["b"], kinds(target))


@on("sqlite")
def test_env_py_that_fails_for_it(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE])
    (project / "env.py").write_text("import labels_of_company\n{str: 1}[type(labels_of_company.LABELS[0])]\n" + ENV)
    environment(project / ".venv", COMPANY)
    must(run(tool, ["upgrade", "head"], project))
    expect(at(target) == ["r0001"], at(target))


@on("sqlite")
def test_open_from_the_beginning(tool, folder, server, kind):
    """Where both are said; then nothing has to be taken up again, whatever is allowed."""
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, LABELS], "runtime = thorough\nenvironment = elsewhere\nallow = write")
    environment(project / "elsewhere", COMPANY)
    said = must(run(tool, ["upgrade", "head"], project)).stderr
    expect(WORDS not in said and kinds(target) == ["a", "b"], said)


FLASK = {
    "click.py": "class ClickException(Exception):\n    def format_message(self):\n        return str(self)\n",
    "flask/__init__.py": '''
contexts = []
def has_app_context():
    return bool(contexts)
class Current:
    def __getattr__(self, name):
        return getattr(contexts[-1], name)
current_app = Current()
class Context:
    def __init__(self, app):
        self.app = app
    def push(self):
        contexts.append(self.app)
    def pop(self):
        contexts.pop()
class Flask:
    def __init__(self, name):
        self.extensions, self.config = {}, {}
    def app_context(self):
        return Context(self)
''',
    "flask/cli.py": '''
import importlib, click
def load_dotenv():
    pass
class ScriptInfo:
    def __init__(self, path=None):
        self.path = path
    def load_app(self):
        if not self.path:
            raise click.ClickException("Could not locate a Flask application")
        return importlib.import_module(self.path).application
''',
}
SHOP = '''
import labels_of_company, types
from flask import Flask
class Shop(Flask):
    if len(labels_of_company.LABELS) == 2:
        def __init__(self):
            super().__init__("shop")
application = Shop()
application.config["URL"] = {url!r}
def configured(config):
    config.set_main_option("said", "by the application")
migrate = types.SimpleNamespace(call_configure_callbacks=configured)
application.extensions["migrate"] = types.SimpleNamespace(migrate=migrate)
'''


@on("sqlite")
def test_an_application_of_flask(tool, folder, server, kind):
    """As Flask-Migrate leaves a project: alembic.ini among the scripts, without their place; env.py asks the application."""
    target = database(kind, folder, server)
    made = project_of(folder, target, [TABLE])
    shop = folder / "shop"
    made.rename(shop / "migrations") if not shop.mkdir() else None
    ini = shop / "migrations" / "alembic.ini"
    lines = [line for line in ini.read_text().splitlines() if not line.startswith(("script_location", "sqlalchemy.url"))]
    ini.write_text("\n".join(lines))
    env = projects.ENV.replace('context.config.get_main_option("sqlalchemy.url")', 'current_app.config["URL"]')
    (shop / "migrations" / "env.py").write_text(
        "from flask import current_app\n" + env + 'print(context.config.get_main_option("said"))\n')
    (shop / "shop.py").write_text(SHOP.format(url=target.url()))
    environment(shop / ".venv", {**FLASK, **COMPANY})
    words = ["-c", "migrations/alembic.ini", "upgrade", "head"]
    done = run(tool, words, shop)
    expect(done.returncode == 255 and "environment variable FLASK_APP" in done.stdout + done.stderr, done.stderr)
    (shop / ".flaskenv").write_text("FLASK_APP=shop\n")
    variables = {**clean_environment(), "FLASK_APP": "shop"}
    done = subprocess.run([*tool.argv, *words], cwd=shop, env=variables, text=True, timeout=60, capture_output=True,
                          stdin=subprocess.DEVNULL)
    expect(done.returncode == 0 and at(target) == ["r0001"] and done.stdout == "by the application\n",
           done.stdout + done.stderr)
    done = run(tool, ["upgrade", "head"], shop)
    expect(done.returncode == 255 and "-c migrations/alembic.ini" in done.stdout + done.stderr, done.stderr)
