"""Models, databases and hooks that are not as they should be: what revision --autogenerate and check say, how they end,
and that no file is written."""

import shutil

import autogenerate
from common import database, expect, must, on, run, same
from support.projects import DEFAULT as PROJECT
from support.tools import Alembic

REVISION = ["revision", "--autogenerate", "-m", "change"]
BOTH = (REVISION, ["check"])
PRELUDE = (autogenerate.DEFAULT / "prelude.py").read_text()
QUICK = "\n[limbeck]\nruntime = quick\n"
ONE_TABLE = 'Table("person", metadata, Column("id", Integer, primary_key=True))\n'


def make(folder, url, models, env="", settings="", **files):
    """A project without revisions; `models` is the text of models.py behind the prelude."""
    (folder / "versions").mkdir(parents=True)
    text = (PROJECT / "alembic.ini").read_text().replace("{{url}}", url.replace("%", "%%"))
    (folder / "alembic.ini").write_text(text + settings)
    shutil.copy(PROJECT / "script.py.mako", folder)
    (folder / "env.py").write_text((autogenerate.DEFAULT / "env.py").read_text().replace("# {{env}}", env))
    (folder / "models.py").write_text(PRELUDE + models)
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    return folder


def sqlite(folder):
    return f"sqlite:///{folder}/database.db"


def line_of(project, file, text):
    """`file`'s line that holds the text, as messages name it."""
    for number, line in enumerate((project / file).read_text().splitlines(), 1):
        if text in line:
            return f'{file}", line {number}', f"{file}:{number}"
    raise AssertionError(text)


def refuses(tool, project, words, commands=BOTH, place=None, in_env=False):
    """Both commands fail with status 255, say each of the words, and leave no file."""
    for command in commands:
        done = run(tool, command, project)
        said = done.stdout + done.stderr
        if tool.name == "alembic":
            expect(done.returncode != 0, said)
        else:
            must(done, " ".join(command), 255)
            # What env.py itself does is told as Python tells it, with the lines of env.py alone.
            expect(in_env or "Traceback" not in said, said)
            expect("<frozen" not in said, said)
            for word in words:
                expect(word in said, f"{' '.join(command)} does not say {word!r}:\n{said}")
            if place:
                expect(any(form in said for form in line_of(project, *place)), f"the place is not said:\n{said}")
        expect(not list((project / "versions").glob("*.py")), f"{command}: a file was written")


def as_alembic(tool, project, commands=BOTH):
    """Both say the same on standard output, and end alike."""
    oracle = Alembic()
    try:
        for command in commands:
            ours = run(tool, command, project)
            theirs = oracle.run(command, project)
            expect(theirs.status != 0, theirs.text())
            same(theirs.stdout.splitlines()[:1], ours.stdout.splitlines()[:1], " ".join(command))
            expect(theirs.status == ours.returncode, f"{command} ended with {ours.returncode}, not {theirs.status}")
            expect(len(list((project / "versions").glob("*.py"))) <= 1, "a file was written")
    finally:
        oracle.close()


@on("sqlite", "postgresql")
def test_database_not_at_head(tool, folder, server, kind):
    project = make(folder / "project", database(kind, folder, server).url(), ONE_TABLE)
    must(run(tool, ["revision", "-m", "pending"], project))
    as_alembic(tool, project)


def test_no_metadata(tool, folder, server):
    project = make(folder / "project", sqlite(folder), ONE_TABLE, "target_metadata = None")
    as_alembic(tool, project)


def test_target_that_is_no_metadata(tool, folder, server):
    for number, target in enumerate(("'models'", "models", "[models.metadata, 5]", "models.Table")):
        project = make(folder / f"project{number}", sqlite(folder), ONE_TABLE, f"target_metadata = {target}")
        refuses(tool, project, ["target_metadata", "MetaData"])


def test_autogenerate_offline(tool, folder, server):
    as_alembic(tool, make(folder / "project", sqlite(folder), ONE_TABLE), [[*REVISION, "--sql"]])


def test_module_that_raises(tool, folder, server):
    """A part of the models that fails must not look like tables that are gone."""
    project = make(folder / "project", sqlite(folder), ONE_TABLE + "import parts\n",
                   parts="from models import *\n\nlimit = 1 / 0\n" + ONE_TABLE.replace("person", "house"))
    refuses(tool, project, ["division by zero"], place=("parts.py", "1 / 0"))


def test_module_that_fails_is_caught_nowhere(tool, folder, server):
    """The same where the project itself goes on without that module's tables."""
    models = ONE_TABLE + "from parts import House\n"
    project = make(folder / "project", sqlite(folder), models,
                   parts="from missing_package_of_nobody import Something\n\n"
                         "class House(Something.Base):\n    __tablename__ = 'house'\n    id = Something.id()\n")
    refuses(tool, project, ["missing_package_of_nobody", "parts.py"])


def test_type_of_a_package_that_is_missing(tool, folder, server):
    models = ("from missing_package_of_nobody import Money\n"
              'Table("price", metadata, Column("id", Integer, primary_key=True), Column("amount", Money()))\n')
    project = make(folder / "project", sqlite(folder), models)
    refuses(tool, project, ["missing_package_of_nobody", "Money"], place=("models.py", "import Money"))


def test_package_that_is_missing_and_does_not_matter(tool, folder, server):
    models = ("import missing_package_of_nobody\nfrom missing_package_of_nobody import send\n" + ONE_TABLE
              + "def deliver():\n    return send(missing_package_of_nobody.now())\n")
    project = make(folder / "project", sqlite(folder), models)
    if tool.name != "alembic":
        must(run(tool, REVISION, project))
        [path] = (project / "versions").glob("*.py")
        expect("op.create_table('person'" in path.read_text(), path.read_text())


def test_syntax_error(tool, folder, server):
    project = make(folder / "project", sqlite(folder), 'Table("person", metadata\n')
    refuses(tool, project, ["models.py", "was never closed"])


def test_two_models_of_one_table(tool, folder, server):
    project = make(folder / "project", sqlite(folder), ONE_TABLE + ONE_TABLE.replace("id", "key"))
    refuses(tool, project, ["Table 'person' is already defined for this MetaData instance"],
            place=("models.py", '"key"'))


def test_two_classes_of_one_table(tool, folder, server):
    classes = "".join(f"class {name}(Base):\n    __tablename__ = 'person'\n    id = Column(Integer, primary_key=True)\n\n"
                      for name in ("Person", "Human"))
    project = make(folder / "project", sqlite(folder), "Base = declarative_base(metadata=metadata)\n" + classes)
    refuses(tool, project, ["Table 'person' is already defined for this MetaData instance"])


def test_one_table_in_two_metadata(tool, folder, server):
    models = ONE_TABLE + "other = MetaData()\n" + ONE_TABLE.replace("metadata", "other")
    project = make(folder / "project", sqlite(folder), models, "target_metadata = [models.metadata, models.other]")
    refuses(tool, project, ["Duplicate table keys across multiple MetaData objects", '"person"'])


def test_foreign_key_to_nowhere(tool, folder, server):
    models = 'Table("child", metadata, Column("id", Integer, primary_key=True), Column("x", ForeignKey("nowhere.id")))\n'
    project = make(folder / "project", sqlite(folder), models)
    refuses(tool, project, ["child.x", "nowhere"])


def test_class_without_primary_key(tool, folder, server):
    models = "Base = declarative_base(metadata=metadata)\nclass A(Base):\n    __tablename__ = 'a'\n    x = Column(Integer)\n"
    project = make(folder / "project", sqlite(folder), models)
    refuses(tool, project, ["could not assemble any primary key columns", "'a'"])


def test_hook_that_raises(tool, folder, server):
    hooks = {
        "include_object": "lambda *_: 1 / 0",
        "include_name": "lambda *_: 1 / 0",
        "compare_type": "lambda *_: 1 / 0",
        "compare_server_default": "lambda *_: 1 / 0",
        "render_item": "lambda *_: 1 / 0",
        "process_revision_directives": "lambda *_: 1 / 0",
    }
    models = ('Table("person", metadata, Column("id", Integer, primary_key=True), Column("a", Integer, server_default="1"))\n'
              'Table("more", metadata, Column("id", Integer, primary_key=True))\n')
    for name, function in hooks.items():
        project = make(folder / name, sqlite(folder / name), models, f"options[{name!r}] = {function}")
        autogenerate.databases.SqliteDatabase(project.parent / name / "database.db").execute(
            "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, a INTEGER DEFAULT 1)")
        commands = [REVISION] if name in ("render_item",) else BOTH
        refuses(tool, project, ["division by zero"], commands, ("env.py", "1 / 0"), in_env=True)


COMPARATOR = """
def compare_mine(*arguments):
    raise AssertionError("called")
"""


def test_registered_comparator(tool, folder, server):
    env = COMPARATOR + "from alembic.autogenerate import comparators\ncomparators.dispatch_for('table')(compare_mine)\n"
    project = make(folder / "project", sqlite(folder), ONE_TABLE, env, QUICK)
    refuses(tool, project, ["compare_mine is registered as a comparator of autogenerate", "`runtime = quick`"],
            place=("env.py", "def compare_mine"))


def test_registered_renderer(tool, folder, server):
    """A file would look other than asked for; a comparison writes none."""
    env = ("from alembic.autogenerate import renderers\nfrom alembic.operations import ops\n"
           "@renderers.dispatch_for(ops.CreateTableOp, replace=True)\ndef render_mine(context, op):\n    1 / 0\n")
    project = make(folder / "project", sqlite(folder), ONE_TABLE, env, QUICK)
    refuses(tool, project, ["render_mine is registered as a renderer of autogenerate", "`runtime = quick`"], [REVISION],
            place=("env.py", "@renderers"))
    done = run(tool, ["check"], project)
    expect("New upgrade operations detected" in done.stdout, done.stdout + done.stderr)


def test_plugins(tool, folder, server):
    plugin = (COMPARATOR + "from alembic.runtime.plugins import Plugin\n"
              "Plugin('mine').add_autogenerate_comparator(compare_mine, 'table', 'mine')\n")
    project = make(folder / "unused", sqlite(folder), ONE_TABLE, plugin)
    done = run(tool, ["check"], project)
    expect("New upgrade operations detected" in done.stdout, done.stdout + done.stderr)
    asked = "options['autogenerate_plugins'] = ['alembic.autogenerate.*', 'mine']\n"
    project = make(folder / "used", sqlite(folder), ONE_TABLE, plugin + asked, QUICK)
    refuses(tool, project, ["context.configure(autogenerate_plugins=…) is not supported"])
    as_alembic(tool, make(folder / "unknown", sqlite(folder), ONE_TABLE, asked))
    few = "options['autogenerate_plugins'] = ['alembic.autogenerate.schemas', 'alembic.autogenerate.tables']\n"
    refuses(tool, make(folder / "few", sqlite(folder), ONE_TABLE, few, QUICK), ["context.configure(autogenerate_plugins=…) is not supported"])


def test_connection_refused(tool, folder, server):
    project = make(folder / "project", "postgresql+psycopg2://someone:hush-hush@127.0.0.1:1/nothing", ONE_TABLE)
    refuses(tool, project, ["127.0.0.1", "port 1", "Connection refused"])
    for command in BOTH:
        expect("hush-hush" not in run(tool, command, project).stderr, "the password is said")


def test_rename_of_nothing(tool, folder, server):
    if tool.name == "alembic":
        return
    project = make(folder / "project", sqlite(folder), ONE_TABLE)
    for words in ("person.nothing:name", "nothing:person", "person", "person.id:"):
        done = must(run(tool, [*REVISION, "--rename", words], project), words,
                    2 if words in ("person", "person.id:") else 255)
        expect(words.split(":")[0] in done.stdout + done.stderr, done.stdout + done.stderr)
        expect(not list((project / "versions").glob("*.py")), f"{words}: a file was written")


@on("postgresql")
def test_role_without_create(tool, folder, server, kind):
    """There is no scratch place for it: the comparison of texts is said once, with what it could not compare."""
    target = database(kind, folder, server)
    target.script("""
        CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
        CREATE TABLE person (id serial PRIMARY KEY, age integer CONSTRAINT adult CHECK (age IN (18, 19)), name varchar(10));
        DROP ROLE IF EXISTS reader;
        CREATE ROLE reader LOGIN;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    """)
    target.execute(f'REVOKE ALL ON DATABASE "{target.name}" FROM PUBLIC')
    target.execute(f'GRANT CONNECT ON DATABASE "{target.name}" TO reader')
    before = target.structure()
    try:
        url = target.server.url(target.name, user="reader", driver="psycopg2")
        models = ('Table("person", metadata, Column("id", Integer, primary_key=True), Column("age", Integer),\n'
                  '      Column("name", String({})), CheckConstraint("age IN (18, 19)", name="adult"))\n')
        project = make(folder / "same", url, models.format(10))
        done = must(run(tool, ["check"], project), "check")
        if tool.name != "alembic":
            said = done.stdout + done.stderr
            expect("create" in said and "adult" in said, f"what is not compared is not named:\n{said}")
        project = make(folder / "other", url, models.format(20))
        done = run(tool, ["check"], project)
        expect(done.returncode == 255 and "New upgrade operations detected" in done.stdout, done.stdout + done.stderr)
        must(run(tool, REVISION, project), "revision")
        [path] = (project / "versions").glob("*.py")
        expect("type_=sa.String(length=20)" in path.read_text(), path.read_text())
        same(before, target.structure(), "the database")
    finally:
        target.execute("DROP OWNED BY reader")
        target.execute("DROP ROLE reader")
        target.drop()
