"""revision --autogenerate and check in projects of other shapes: without env.py, with several databases, asynchronous,
of Flask-Migrate, and where env.py compares by itself."""

import re
import subprocess
import sys

from common import expect, must, run, same
from support.projects import DEFAULT as PROJECT

REVISION = ["revision", "--autogenerate", "-m", "change"]
MODELS = """from sqlalchemy import *
one, two = MetaData(), MetaData()
Table("a", one, Column("id", Integer, primary_key=True))
Table("b", two, Column("id", Integer, primary_key=True), Column("c", String(4)))
"""


def file_of(project, pattern="versions/*.py"):
    [path] = project.rglob(pattern)
    return path.read_text()


def clean_after(tool, project):
    must(run(tool, ["upgrade", "head"], project), "upgrade")
    done = must(run(tool, ["check"], project), "check")
    expect("No new upgrade operations detected." in done.stdout, done.stdout)


def without_env(folder, target):
    (folder / "migrations" / "versions").mkdir(parents=True)
    (folder / "app").mkdir()
    (folder / "app" / "__init__.py").write_text("")
    (folder / "app" / "models.py").write_text(MODELS)
    (folder / "migrations" / "script.py.mako").write_text((PROJECT / "script.py.mako").read_text())
    (folder / "alembic.ini").write_text(
        "[alembic]\nscript_location = migrations\nprepend_sys_path = .\nsqlalchemy.url = sqlite:///database.db\n"
        f"[limbeck]\ntarget_metadata = {target}\nwithout_env_py = true\n")
    return folder


def test_without_env(tool, folder, server):
    if tool.name == "alembic":
        return
    project = without_env(folder / "project", "app.models:one,\n    app.models:two")
    must(run(tool, REVISION, project))
    text = file_of(project)
    expect("op.create_table('a'" in text and "op.create_table('b'" in text, text)
    clean_after(tool, project)


def test_targets_that_are_none(tool, folder, server):
    if tool.name == "alembic":
        return
    for number, (target, words) in enumerate((
            ("nothing.models:one", "there is no module nothing"), ("app.models:three", "app.models has no three"),
            ("app.models", "no module with an attribute"), ("app.models:Table", "target_metadata is no MetaData"),
            ("app.models:one, app.models:one", "Duplicate table keys"), ("", "Can't proceed with --autogenerate"))):
        project = without_env(folder / str(number), target)
        for command in (REVISION, ["check"]):
            done = must(run(tool, command, project), target, 255)
            expect(words in done.stdout, done.stdout + done.stderr)
        expect(not list((project / "migrations" / "versions").glob("*.py")), "a file was written")


def from_template(tool, folder, template, target):
    folder.mkdir()
    must(run(tool, ["init", "-t", template, "migrations"], folder))
    (folder / "m.py").write_text(MODELS)
    env = folder / "migrations" / "env.py"
    env.write_text(re.sub(r"^target_metadata = .*$", f"import m\ntarget_metadata = {target}", env.read_text(), flags=re.M))
    ini = folder / "alembic.ini"
    urls = iter(["sqlite:///one.db", "sqlite:///two.db"])
    driver = "sqlite+aiosqlite" if template == "async" else "sqlite"
    ini.write_text(re.sub(r"^sqlalchemy.url = .*$",
                          lambda _: f"sqlalchemy.url = {next(urls).replace('sqlite', driver, 1)}", ini.read_text(),
                          flags=re.M))
    return folder


def test_several_databases(tool, folder, server):
    if tool.name == "alembic":
        return
    project = from_template(tool, folder / "project", "multidb", '{"engine1": m.one, "engine2": m.two}')
    must(run(tool, REVISION, project))
    parts = file_of(project).split("\ndef ")
    for part in parts:
        if part.startswith(("upgrade_", "downgrade_")):
            expect(("'a'" in part) == ("engine1()" in part) and ("'b'" in part) == ("engine2()" in part), part)
    expect(sum(part.startswith(("upgrade_", "downgrade_")) for part in parts) == 4, parts)
    clean_after(tool, project)


def test_asynchronous(tool, folder, server):
    if tool.name == "alembic":
        return
    for template in ("async", "pyproject"):
        project = from_template(tool, folder / template, template, "[m.one, m.two]")
        must(run(tool, REVISION, project))
        expect(file_of(project).count("op.create_table(") == 2, file_of(project))
        clean_after(tool, project)


FLASK_ENV = """import logging
from logging.config import fileConfig

from flask import current_app

from alembic import context

config = context.config
fileConfig(config.config_file_name)
logger = logging.getLogger('alembic.env')


def get_engine():
    try:
        return current_app.extensions['migrate'].db.get_engine()
    except (TypeError, AttributeError):
        return current_app.extensions['migrate'].db.engine


def get_engine_url():
    try:
        return get_engine().url.render_as_string(hide_password=False).replace('%', '%%')
    except AttributeError:
        return str(get_engine().url).replace('%', '%%')


config.set_main_option('sqlalchemy.url', get_engine_url())
target_db = current_app.extensions['migrate'].db


def get_metadata():
    if hasattr(target_db, 'metadatas'):
        return target_db.metadatas[None]
    return target_db.metadata


def run_migrations_online():
    def process_revision_directives(context, revision, directives):
        if getattr(config.cmd_opts, 'autogenerate', False):
            script = directives[0]
            if script.upgrade_ops.is_empty():
                directives[:] = []
                logger.info('No changes in schema detected.')

    conf_args = current_app.extensions['migrate'].configure_args
    if conf_args.get("process_revision_directives") is None:
        conf_args["process_revision_directives"] = process_revision_directives

    with get_engine().connect() as connection:
        context.configure(connection=connection, target_metadata=get_metadata(), **conf_args)
        with context.begin_transaction():
            context.run_migrations()


run_migrations_online()
"""
FLASK_APPLICATIONS = {
    "app.py": """
from flask import Flask, jsonify
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:////{folder}/database.db"
db = SQLAlchemy(app)
migrate = Migrate(app, db)


class UserAccount(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80), unique=True, nullable=False)


@app.route("/users")
def users():
    return jsonify([])
""",
    "shop/__init__.py": """
import os
from flask import Blueprint, Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()
migrate = Migrate()
page = Blueprint("page", __name__)


class UserAccount(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80), unique=True, nullable=False)


@page.get("/")
def index():
    return ""


def create_app(test_config=None):
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_mapping(SECRET_KEY="dev", SQLALCHEMY_DATABASE_URI="sqlite:////{folder}/database.db")
    app.config.from_pyfile("config.py", silent=True)
    db.init_app(app)
    migrate.init_app(app, db)
    app.register_blueprint(page)
    return app
""",
}


def test_flask(tool, folder, server):
    if tool.name == "alembic":
        return
    for number, (name, text) in enumerate(FLASK_APPLICATIONS.items()):
        project = folder / f"project{number}"
        (project / "migrations" / "versions").mkdir(parents=True)
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text.replace("{folder}", str(project).lstrip("/")))
        if number:
            (project / ".flaskenv").write_text("FLASK_APP=shop\n")
        (project / "migrations" / "env.py").write_text(FLASK_ENV)
        (project / "migrations" / "script.py.mako").write_text((PROJECT / "script.py.mako").read_text())
        (project / "migrations" / "alembic.ini").write_text(
            "[alembic]\n\n[loggers]\nkeys = root,alembic,flask_migrate\n[handlers]\nkeys = console\n[formatters]\n"
            "keys = generic\n[logger_root]\nlevel = WARN\nhandlers = console\nqualname =\n[logger_alembic]\nlevel = INFO\n"
            "handlers =\nqualname = alembic\n[logger_flask_migrate]\nlevel = INFO\nhandlers =\nqualname = flask_migrate\n"
            "[handler_console]\nclass = StreamHandler\nargs = (sys.stderr,)\nlevel = NOTSET\nformatter = generic\n"
            "[formatter_generic]\nformat = %(levelname)-5.5s [%(name)s] %(message)s\n")
        command = ["-c", "migrations/alembic.ini"]
        (project / "migrations" / "alembic.ini").write_text(
            (project / "migrations" / "alembic.ini").read_text().replace("[alembic]\n", "[alembic]\nscript_location = "
                                                                         "migrations\n", 1))
        must(run(tool, [*command, *REVISION], project))
        text = file_of(project)
        expect("op.create_table('user_account'" in text and "sa.UniqueConstraint('name')" in text, text)
        must(run(tool, [*command, "upgrade", "head"], project))
        done = must(run(tool, [*command, *REVISION], project))
        expect("No changes in schema detected." in done.stderr, done.stderr)
        file_of(project)


OWN_ENV = """
from alembic import context
from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations import ops
from sqlalchemy import *

metadata = MetaData()
Table("a", metadata, Column("id", Integer, primary_key=True), Column("x", String(5), index=True))
with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
    connection.execute(text("CREATE TABLE IF NOT EXISTS b (id INTEGER PRIMARY KEY, y VARCHAR(3))"))
    mc = MigrationContext.configure(connection)
    print(compare_metadata(mc, metadata))
    script = produce_migrations(mc, metadata)
    print([type(op).__name__ for op in script.upgrade_ops.ops], [type(op).__name__ for op in script.downgrade_ops.ops])
    print(render_python_code(script.upgrade_ops))
    print(render_python_code(script.downgrade_ops, migration_context=mc, render_as_batch=True,
                             sqlalchemy_module_prefix="sqla."))
    made = ops.UpgradeOps([
        ops.ModifyTableOps("t", [ops.AddColumnOp("t", Column("x", Integer)),
                                 ops.AlterColumnOp("t", "y", modify_nullable=True, existing_type=Integer())]),
        ops.ExecuteSQLOp("SELECT 'x'"), ops.CreateUniqueConstraintOp("uq", "t", ["a", "b"]),
        ops.CreateForeignKeyOp(None, "t", "u", ["a"], ["b"], ondelete="CASCADE"), ops.DropColumnOp("t", "z", schema="s"),
        ops.DropTableOp("gone"), ops.DropIndexOp("ix", "t"), ops.CreateIndexOp("ix2", "t", ["a", text("lower(b)")])])
    print(render_python_code(made, migration_context=mc))
    print(render_python_code(made, migration_context=mc, render_as_batch=True))
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
"""


def test_env_that_compares_by_itself(tool, folder, server):
    """What alembic.autogenerate's functions give back is the same in both."""
    if tool.name == "alembic":
        return
    said = {}
    for name in ("alembic", "limbeck"):
        project = folder / name
        (project / "versions").mkdir(parents=True)
        (project / "alembic.ini").write_text((PROJECT / "alembic.ini").read_text().replace("{{url}}", "sqlite:///one.db"))
        (project / "env.py").write_text(OWN_ENV)
        if name == "alembic":
            done = subprocess.run([sys.executable, "-m", "alembic", "current"], cwd=project, text=True, capture_output=True)
            said[name] = must(done).stdout
        else:
            said[name] = must(run(tool, ["current"], project)).stdout
    same(said["alembic"].splitlines(), said["limbeck"].splitlines(), "what env.py prints")


def test_rename_is_asked_for_nobody(tool, folder, server):
    """Without a terminal the file has both forms, and says so; --rename keeps the data."""
    if tool.name == "alembic":
        return
    project = without_env(folder / "project", "app.models:two")
    must(run(tool, REVISION, project))
    must(run(tool, ["upgrade", "head"], project))
    models = project / "app" / "models.py"
    models.write_text(models.read_text().replace('"c"', '"word"'))
    done = must(run(tool, ["revision", "--autogenerate", "-m", "both"], project))
    expect("--rename b.c:word" in done.stderr, done.stderr)
    text = file_of(project, "*_both.py")
    expect("# If column 'c' was renamed to 'word'" in text and "drop_column('b', 'c')" in text, text)
    next(project.rglob("*_both.py")).unlink()
    must(run(tool, ["revision", "--autogenerate", "-m", "renamed", "--rename", "b.c:word"], project))
    text = file_of(project, "*_renamed.py")
    expect("new_column_name='word'" in text and "drop_column" not in text, text)
    clean_after(tool, project)
