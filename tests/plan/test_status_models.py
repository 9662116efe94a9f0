"""What `status` says of the models: whether they differ from the database, and why they were not compared. It changes
nothing, and a comparison that fails does not make it fail."""

import json

from common import database, expect, must, on, run, same
from support import projects

TABLE = ('op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), '
         'sa.Column("name", sa.String(50), nullable=False), sa.Column("at", sa.DateTime(), server_default=sa.func.now()))',
         'op.drop_table("account")')
MODELS = '''\
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, func

metadata = MetaData()
Table("account", metadata, Column("id", Integer, primary_key=True), Column("name", String(50), nullable=False),
      Column("at", DateTime, server_default=func.now()))
'''
DIFFERENT = MODELS.replace("String(50)", "String(80)") + 'Table("more", metadata, Column("id", Integer, primary_key=True))\n'
ENV = projects.ENV.replace("from sqlalchemy", "import models\nfrom sqlalchemy", 1).replace(
    "transaction_per_migration=True)", "transaction_per_migration=True, target_metadata=models.metadata, **options)"
).replace("url =", "options = {}\nurl =", 1)


def make(folder, target, models, steps=(TABLE,), env=ENV):
    project = projects.make(folder / "project", target.url(), list(steps), env=env)
    (project / "models.py").write_text(models)
    settings = (project / "alembic.ini").read_text()
    expect("prepend_sys_path" in settings, settings)
    return project


def models_of(tool, project, *arguments):
    [state] = json.loads(must(run(tool, ["status", "--format", "json", *arguments], project)).stdout)["databases"]
    return state["models"]


def line_of(tool, project):
    """The line of the page that is about the models, without its name, and those below it."""
    lines = must(run(tool, ["status"], project)).stdout.splitlines()
    first = next((i for i, line in enumerate(lines) if line.startswith("  models ")), None)
    if first is None:
        return None
    found = [lines[first][17:]]
    while lines[first + 1].startswith(" " * 17):
        first += 1
        found.append(lines[first][17:])
    return "\n".join(found)


@on("sqlite", "postgresql")
def test_they_agree(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, MODELS)
    must(run(tool, ["upgrade", "head"], project))
    before = target.dump()
    same("agree with the database", line_of(tool, project), "the page")
    same({"target": "the models", "differ": False, "differences": 0, "summary": None, "not_compared": [], "failure": None},
         models_of(tool, project), "the document")
    same(before, target.dump(), "the database after status")
    target.drop()


@on("sqlite", "postgresql")
def test_they_differ(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, DIFFERENT)
    must(run(tool, ["upgrade", "head"], project))
    before = target.dump()
    same("differ from the database: 1 table added, 1 table changed (limbeck diff)", line_of(tool, project), "the page")
    done = must(run(tool, ["status"], project))
    expect("Detected" not in done.stderr, f"status logs what it compares:\n{done.stderr}")
    found = models_of(tool, project)
    expect(found["differ"] is True and found["differences"] == 2 and found["failure"] is None, found)
    same(before, target.dump(), "the database after status")
    # As many as `diff` has, and `check` ends as status says.
    [difference] = json.loads(must(run(tool, ["diff", "--format", "json"], project)).stdout)
    same(len(difference["differences"]), found["differences"], "differences")
    must(run(tool, ["check"], project), status=255)
    target.drop()


@on("sqlite", "postgresql")
def test_not_asked_for(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, DIFFERENT)
    must(run(tool, ["upgrade", "head"], project))
    expect(models_of(tool, project, "--no-models") is None, "--no-models")
    expect("models" not in must(run(tool, ["status", "--no-models"], project)).stdout, "--no-models")
    target.drop()


@on("sqlite", "postgresql")
def test_steps_are_pending(tool, folder, server, kind):
    """What is waiting there is no difference of the models."""
    target = database(kind, folder, server)
    project = make(folder, target, MODELS)
    same("not compared while steps are pending", line_of(tool, project), "the page")
    found = models_of(tool, project)
    expect(found["differ"] is None and found["failure"].startswith("Target database is not up to date."), found)
    target.drop()


@on("sqlite")
def test_no_revisions_yet(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, MODELS, steps=())
    same("differ from the database: 1 table added (limbeck diff)", line_of(tool, project), "the page")


@on("sqlite")
def test_no_models(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, MODELS, env=ENV.replace("models.metadata", "None"))
    must(run(tool, ["upgrade", "head"], project))
    expect(line_of(tool, project) is None and models_of(tool, project) is None, "there are no models")
    # Nor where nobody could name any: no env.py, and nothing in the configuration.
    (project / "env.py").unlink()
    (project / "script.py.mako").unlink()
    expect(line_of(tool, project) is None and models_of(tool, project) is None, "there are no models")


@on("sqlite", "postgresql")
def test_models_of_the_configuration(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, DIFFERENT)
    (project / "env.py").unlink()
    with (project / "alembic.ini").open("a") as file:
        file.write("\n[limbeck]\ntarget_metadata = models:metadata\n")
    must(run(tool, ["upgrade", "head"], project))
    same("differ from the database: 1 table added, 1 table changed (limbeck diff)", line_of(tool, project), "the page")
    target.drop()


@on("sqlite", "postgresql")
def test_another_target(tool, folder, server, kind):
    """What `[limbeck] target` names stands in the place of models."""
    target = database(kind, folder, server)
    project = make(folder, target, MODELS, env=ENV.replace("models.metadata", "None"))
    (project / "schema.sql").write_text("CREATE TABLE account (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(50) NOT NULL);\n")
    with (project / "alembic.ini").open("a") as file:
        file.write("\n[limbeck]\ntarget = schema.sql\n")
    must(run(tool, ["upgrade", "head"], project))
    page = must(run(tool, ["status"], project)).stdout
    expect("  target         schema.sql differs from the database: 1 table changed" in page, page)
    found = models_of(tool, project)
    expect((found["target"], found["differ"]) == ("schema.sql", True), found)
    target.drop()


@on("sqlite", "postgresql")
def test_models_that_cannot_be_read(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, MODELS)
    must(run(tool, ["upgrade", "head"], project))
    for text, words, place in (
            (MODELS + "import part\n", "the module part failed at part.py:1", "part.py"),
            (MODELS + "class X(:\n", "the module models failed at models.py", "models.py"),
            ("metadata = 5\n", "target_metadata is no MetaData: 5", "")):
        (project / "models.py").write_text(text)
        (project / "part.py").write_text("1 / 0\nTable('house', metadata)\n")
        line = line_of(tool, project)
        expect(line.startswith("not compared: ") and words in line and place in line and "\n" not in line, line)
        found = models_of(tool, project)
        expect(found["differ"] is None and words in found["failure"], found)
    target.drop()


@on("sqlite")
def test_hooks_leave_nothing(tool, folder, server, kind):
    """The page says what `check` says."""
    target = database(kind, folder, server)
    hook = '''options = {}


def process(context, revision, directives):
    directives[0].upgrade_ops.ops[:] = []


options["process_revision_directives"] = process
'''
    project = make(folder, target, DIFFERENT, env=ENV.replace("options = {}\n", hook))
    must(run(tool, ["upgrade", "head"], project))
    must(run(tool, ["check"], project))
    same("agree with the database", line_of(tool, project), "the page")
    (project / "env.py").write_text(ENV.replace("options = {}\n", "options = {'include_object': lambda *_: 1 / 0}\n"))
    expect("not compared: " in line_of(tool, project) and "division by zero" in line_of(tool, project), "a hook that raises")


@on("postgresql")
def test_role_that_may_not_create(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, MODELS.replace("DateTime, s", "DateTime, CheckConstraint(\"name IN ('a', 'b')\", name='ck'), s")
                   .replace("Column, ", "CheckConstraint, Column, ", 1))
    must(run(tool, ["upgrade", "head"], project))
    target.script("""
        ALTER TABLE account ADD CONSTRAINT ck CHECK (name IN ('a', 'b'));
        DROP ROLE IF EXISTS onlooker; CREATE ROLE onlooker LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO onlooker;
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    """)
    target.execute(f'REVOKE ALL ON DATABASE "{target.name}" FROM PUBLIC')
    target.execute(f'GRANT CONNECT ON DATABASE "{target.name}" TO onlooker')
    try:
        url = target.server.url(target.name, user="onlooker", driver="psycopg2")
        page = must(run(tool, ["--url", url, "status"], project)).stdout
        for words in ("  models         agree with the database\n", "not compared: ", "may not create schemas"):
            expect(words in page, f"no {words!r} in:\n{page}")
    finally:
        target.execute("DROP OWNED BY onlooker")
        target.execute("DROP ROLE onlooker")
        target.drop()


@on("postgresql")
def test_tenants_of_one_database(tool, folder, server, kind):
    """To each what differs there."""
    target = database(kind, folder, server)
    target.execute("CREATE SCHEMA one")
    target.execute("CREATE SCHEMA two")
    env = """from alembic import context
from sqlalchemy import create_engine, text
import models

for schema in ("one", "two"):
    with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
        connection.execute(text(f"SET search_path TO {schema}"))
        connection.commit()
        context.configure(connection=connection, version_table_schema=schema, target_metadata=models.metadata)
        with context.begin_transaction():
            context.run_migrations()
"""
    project = make(folder, target, MODELS, env=env)
    must(run(tool, ["upgrade", "head"], project))
    target.execute("ALTER TABLE two.account DROP COLUMN name")
    states = json.loads(must(run(tool, ["status", "--format", "json"], project)).stdout)["databases"]
    same([("one.alembic_version", False), ("two.alembic_version", True)],
         [(state["version_table"], state["models"]["differ"]) for state in states], "the tenants")
    target.drop()


@on("postgresql")
def test_env_that_changes_the_database(tool, folder, server, kind):
    """What env.py itself would change is not done, and the models are compared with the database as it is."""
    target = database(kind, folder, server)
    project = make(folder, target, MODELS)
    must(run(tool, ["upgrade", "head"], project))
    before = target.dump()
    env = ENV.replace("as connection:\n", "as connection:\n        connection.exec_driver_sql('CREATE SCHEMA extra')\n"
                      "        connection.exec_driver_sql('SET LOCAL statement_timeout = 30000')\n"
                      "        connection.commit()\n")
    (project / "env.py").write_text(env)
    same("agree with the database", line_of(tool, project), "the page")
    same(before, target.dump(), "the database after status")
    target.drop()
