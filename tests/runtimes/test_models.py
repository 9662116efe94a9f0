"""Models that are made by SQLAlchemy itself: what the server made of them is compared, what env.py registers runs in
Alembic's own autogenerate, and its result is tried out."""

import shutil

from common import database, expect, must, on, run
from compared import CLEAN, differs, file_of, make, says, written
from support.tools import Alembic

THOROUGH = ["--runtime", "thorough"]
WORDS = "run with SQLAlchemy itself"
MODELS = '''
class Upper(sa.types.TypeDecorator):
    impl = String
    cache_ok = True
    def __repr__(self):
        return f"Upper({self.impl.length})"

Table("parent", metadata, Column("id", Integer, primary_key=True), Column("code", Upper(20), unique=True),
      Column("state", Enum("new", "old", name="state"), server_default="new"),
      Column("percent", Integer, CheckConstraint("percent % 2 = 0", name="even"), comment="50% of it"),
      Column("given", Text, server_default=sa.FetchedValue()), comment="its parents")
Table("child", metadata, Column("id", Integer, primary_key=True), Column("parent_id", ForeignKey("parent.id")),
      Column("made", DateTime, server_default=func.now(), nullable=False), Index("ix_made", "made"))
'''


@on("sqlite", "postgresql")
def test_what_the_server_makes_is_compared(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, MODELS)
    differs(tool, THOROUGH, project, "add_table")
    text = written(tool, THOROUGH, project)
    expect("models.Upper(20)" in text and "sa.String" not in text.partition("sa.Column('made'")[2], text)
    says(tool, ["check"], project, CLEAN)
    theirs = Alembic().run(["check"], project)
    expect(theirs.status == 0, theirs.text())
    said = says(tool, [*THOROUGH, "status"], project)
    expect("differ" not in said, said)
    models = (project / "models.py").read_text()
    (project / "models.py").write_text(models.replace("percent % 2 = 0", "percent % 5 = 0").replace("Upper(20)", "Upper(30)"))
    said = says(tool, [*THOROUGH, "diff"], project, "code", "even")
    expect(said.count("~ column") == 1 and "numbered" not in said, said)
    differs(tool, THOROUGH, project, "modify_type")
    says(tool, [*THOROUGH, "status"], project, "differ")
    must(run(tool, ["downgrade", "base"], project))
    expect(target.dump() == [] or "parent" not in str(target.dump()), target.dump())
    target.drop()


@on("sqlite", "postgresql")
def test_names_of_a_convention(tool, folder, server, kind):
    target = database(kind, folder, server)
    convention = ('metadata.naming_convention = {"pk": "pk_%(table_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s", '
                  '"ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s", '
                  '"ix": "ix_%(column_0_label)s"}\n')
    project = make(folder, target, convention + MODELS)
    text = written(tool, THOROUGH, project)
    expect("ck_parent_even" in text and "fk_child_parent_id" in text and "pk_child" in text, text)
    says(tool, ["check"], project, CLEAN)
    expect("ck_parent_ck_parent" not in str(target.dump()), target.dump())
    target.drop()


@on("sqlite", "postgresql")
def test_hooks_see_objects_of_sqlalchemy(tool, folder, server, kind):
    target = database(kind, folder, server)
    env = '''
def include_object(item, name, type_, reflected, other):
    assert item.__class__.__module__.startswith("sqlalchemy.") and item.name == name, (item, name)
    assert (type_ == "table") == isinstance(item, models.Table)
    if type_ == "column" and not reflected and name == "wanted":
        assert item.info == {"why": "asked"}, item.info
    return not (type_ == "table" and item.info.get("skip"))
def compare_type(context, old, new, old_type, new_type):
    print("asked about", new.name, type(old_type).__name__, type(new_type).__name__)
    return False if new.name == "same" else None
options.update(include_object=include_object, compare_type=compare_type,
               include_name=lambda name, type_, parents: name != "left")
'''
    target.execute('CREATE TABLE "left" (id INTEGER)')
    target.execute("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, same VARCHAR(5), other VARCHAR(5))")
    models = '''
Table("t", metadata, Column("id", Integer, primary_key=True), Column("same", Integer), Column("other", Integer),
      Column("wanted", Integer, info={"why": "asked"}), UniqueConstraint("other"), Index("ix_t", "same"))
Table("skipped", metadata, Column("id", Integer), info={"skip": True})
'''
    project = make(folder, target, models, env)
    said = differs(tool, THOROUGH, project, "modify_type", "'other'", "asked about same VARCHAR Integer")
    expect("skipped" not in said and "'left'" not in said, said)
    quick = differs(tool, [], project, "modify_type", "'other'")
    expect("skipped" not in quick, quick)
    target.drop()


@on("postgresql")
def test_what_a_function_of_the_database_gives(tool, folder, server, kind):
    """Functions and types that migrations have made may be named by models."""
    target = database(kind, folder, server)
    target.execute("CREATE FUNCTION next_code() RETURNS integer LANGUAGE sql AS 'SELECT 7'")
    target.execute("CREATE TYPE mood AS ENUM ('good', 'bad')")
    project = make(folder, target, '''
Table("t", metadata, Column("id", Integer, primary_key=True), Column("code", Integer, server_default=text("next_code()")),
      Column("mood", postgresql.ENUM("good", "bad", name="mood", create_type=False)))
''')
    written(tool, THOROUGH, project)
    says(tool, ["check"], project, CLEAN)
    target.drop()




@on("sqlite", "postgresql")
def test_taken_up_where_a_facade_refuses(tool, folder, server, kind):
    target = database(kind, folder, server)
    models = '''
from sqlalchemy.util.topological import sort
Table("t", metadata, *[Column(name, Integer) for name in sort([("id", "name")], ["name", "id"])])
'''
    project = make(folder, target, models)
    said = differs(tool, [], project, "add_table", WORDS)
    expect(said.count(WORDS) == 1 and said.count("Context impl") == 1, said)
    text = written(tool, [], project, WORDS)
    expect("sa.Column('name'" in text, text)
    says(tool, ["diff"], project, "No differences.")
    said = says(tool, ["status"], project)
    expect("agree with the database" in said, said)
    with open(project / "alembic.ini", "a") as file:
        file.write("\n[limbeck]\nruntime = quick\n")
    said = says(tool, ["check"], project, status=255)
    expect(WORDS not in said, said)
    target.drop()


@on("sqlite")
def test_mistakes_are_not_taken_up(tool, folder, server, kind):
    target = database(kind, folder, server)
    for models in ("1 / 0\nTable('t', metadata)\n", "import nothing_there\nTable('t', metadata, Column('id', nothing_there.Type))\n",
                   "Table('t', metadata, Column('id', ForeignKey('u.id')))\n"):
        project = make(folder, target, models)
        for command in (["check"], ["revision", "--autogenerate"], ["diff"]):
            said = says(tool, command, project, status=255)
            expect(WORDS not in said, said)
            said = says(tool, [*THOROUGH, *command], project, status=255)
            expect("Traceback" not in said or "ZeroDivision" in said or "NoReferencedTable" in said, said)
        expect(not list((project / "versions").glob("*.py")), "a file was written")
        shutil.rmtree(project)
    target.drop()


CHILD = 'Table("child", metadata, Column("id", Integer, primary_key=True), Column("made", DateTime, nullable=False))\n'
DIRECTIVES = '''
from alembic.operations import ops
def process(context, revision, directives):
    script = directives[0]
    assert isinstance(script, ops.MigrationScript), script
    if script.upgrade_ops.is_empty():
        directives[:] = []
        return
    script.imports.add("import datetime")
    script.message = "from the hook"
    script.upgrade_ops.ops.append(ops.ExecuteSQLOp("INSERT INTO child (id, made) VALUES (1, '2020-01-01')"))
options["process_revision_directives"] = process
'''


@on("sqlite", "postgresql")
def test_directives_are_those_of_alembic(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, CHILD, env=DIRECTIVES)
    text = written(tool, THOROUGH, project)
    expect("import datetime" in text and "from the hook" in text and "INSERT INTO child" in text, text)
    expect("not proved" not in text, text)
    expect(target.execute("SELECT id FROM child") == [(1,)], target.execute("SELECT id FROM child"))
    says(tool, [*THOROUGH, "revision", "--autogenerate"], project)
    file_of(project)
    must(run(tool, ["downgrade", "base"], project))
    target.drop()


@on("sqlite", "postgresql")
def test_plain_files_with_an_environment(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, MODELS, env=DIRECTIVES.replace("if script.upgrade_ops.is_empty():", "if False:"))
    ini = (project / "alembic.ini").read_text()
    (project / "alembic.ini").write_text(ini.replace("[alembic]", "[alembic]\nrevision_environment = true", 1))
    must(run(tool, [*THOROUGH, "revision", "-m", "empty"], project))
    text = file_of(project)
    expect("INSERT INTO child" in text and "from the hook" in text, text)
    target.drop()


OWN = '''
from alembic.autogenerate import comparators, renderers
from alembic.operations import MigrateOperation, Operations
@Operations.register_operation("create_note")
class CreateNote(MigrateOperation):
    def __init__(self, words):
        self.words = words
    @classmethod
    def create_note(cls, operations, words):
        return operations.invoke(cls(words))
    def reverse(self):
        return DropNote(self.words)
    def to_diff_tuple(self):
        return ("create_note", self.words)
@Operations.register_operation("drop_note")
class DropNote(MigrateOperation):
    def __init__(self, words):
        self.words = words
    @classmethod
    def drop_note(cls, operations, words):
        return operations.invoke(cls(words))
    def reverse(self):
        return CreateNote(self.words)
@Operations.implementation_for(CreateNote)
def create_note(operations, operation):
    operations.execute(f"INSERT INTO note (words) VALUES ('{operation.words}')")
@Operations.implementation_for(DropNote)
def drop_note(operations, operation):
    operations.execute(f"DELETE FROM note WHERE words = '{operation.words}'")
@renderers.dispatch_for(CreateNote)
def render_create_note(context, operation):
    context.imports.add("import notes")
    return f"op.create_note({operation.words!r})"
@renderers.dispatch_for(DropNote)
def render_drop_note(context, operation):
    return f"op.drop_note({operation.words!r})"
@comparators.dispatch_for("schema")
def compare_notes(context, upgrade_ops, schemas):
    if "note" not in context.inspector.get_table_names():
        return
    there = {row[0] for row in context.connection.exec_driver_sql("SELECT words FROM note")}
    for words in context.metadata.info.get("notes", ()):
        if words not in there:
            upgrade_ops.ops.append(CreateNote(words))
'''


@on("sqlite", "postgresql")
def test_comparators_and_renderers_of_the_project(tool, folder, server, kind):
    target = database(kind, folder, server)
    target.execute("CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY, words VARCHAR(20))" if kind == "sqlite" else
                   "CREATE TABLE note (id SERIAL NOT NULL PRIMARY KEY, words VARCHAR(20))")
    models = ('metadata.info["notes"] = ["hello"]\n'
              'Table("note", metadata, Column("id", Integer, primary_key=True), Column("words", String(20)))\n'
              'Table("other", metadata, Column("id", Integer, primary_key=True))\n')
    project = make(folder, target, models, "import notes\n")
    (project / "notes.py").write_text(OWN)
    differs(tool, [], project, "create_note", "hello", WORDS)
    says(tool, ["diff"], project, "other", "create_note")
    text = written(tool, [], project)
    expect("op.create_note('hello')" in text and "op.create_table('other'" in text and "import notes" in text, text)
    expect("not proved" not in text, text)
    expect(target.execute("SELECT words FROM note") == [("hello",)], target.execute("SELECT words FROM note"))
    must(run(tool, ["downgrade", "base"], project))
    expect(target.execute("SELECT words FROM note") == [], target.execute("SELECT words FROM note"))
    theirs = Alembic().run(["upgrade", "head"], project)
    expect(theirs.status == 0, theirs.text())
    target.drop()


@on("sqlite", "postgresql")
def test_what_comparators_overlook_is_said(tool, folder, server, kind):
    target = database(kind, folder, server)
    target.execute("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, n INTEGER, CONSTRAINT ck CHECK (n > 0))")
    env = '''
from alembic.autogenerate import renderers
from alembic.operations import ops
@renderers.dispatch_for(ops.AddColumnOp, replace=True)
def render_nothing(context, operation):
    return []
'''
    models = '''
Table("t", metadata, Column("id", Integer, primary_key=True), Column("n", Integer), Column("more", Integer),
      CheckConstraint("n > 1", name="ck"))
'''
    project = make(folder, target, models, env)
    said = says(tool, [*THOROUGH, "revision", "--autogenerate"], project, "not proved", "add column t.more", "ck")
    text = file_of(project)
    expect("# not proved: upgrade: not all is done by it" in text, text)
    expect("add_column" not in text, said)
    target.drop()


PLUGIN = '''
from alembic.runtime.plugins import Plugin
from alembic.operations import ops
from alembic.util import PriorityDispatchResult
def compare_mine(context, upgrade_ops, schemas):
    upgrade_ops.ops.append(ops.CreateTableOp.from_table(models.Table("mine", models.MetaData())))
    return PriorityDispatchResult.CONTINUE
Plugin("mine").add_autogenerate_comparator(compare_mine, "schema", "mine")
'''


@on("sqlite", "postgresql")
def test_plug_ins_run_where_they_are_asked_for(tool, folder, server, kind):
    target = database(kind, folder, server)
    models = 'Table("t", metadata, Column("id", Integer, primary_key=True))\n'
    project = make(folder, target, models, PLUGIN)
    says(tool, ["revision", "--autogenerate"], project)
    expect("mine" not in file_of(project), file_of(project))
    shutil.rmtree(project)
    asked = "options['autogenerate_plugins'] = ['alembic.autogenerate.*', 'mine']\n"
    project = make(folder, target, models, PLUGIN + asked)
    says(tool, ["revision", "--autogenerate"], project, WORDS)
    text = file_of(project)
    expect("op.create_table('mine'" in text and "op.create_table('t'" in text, text)
    target.drop()


@on("sqlite", "postgresql")
def test_without_models_and_without_env_py(tool, folder, server, kind):
    
    target = database(kind, folder, server)
    project = make(folder, target, MODELS, env="target_metadata = None\n")
    said = says(tool, [*THOROUGH, "check"], project, "does not provide a MetaData object", status=255)
    expect("Traceback" not in said, said)
    project = shutil.move(project, folder / "without")
    (project / "env.py").unlink()
    (project / "script.py.mako").rename(project / "kept")
    with open(project / "alembic.ini", "a") as file:
        file.write("\n[limbeck]\ntarget_metadata = models:metadata\n")
    differs(tool, THOROUGH, project, "add_table")
    target.drop()


@on("sqlite")
def test_types_of_other_databases(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, '''
from sqlalchemy.dialects import mssql, oracle
Table("t", metadata, Column("id", Integer, primary_key=True),
      Column("a", DateTime().with_variant(mssql.DATETIME2(3), "mssql")),
      Column("b", sa.String(5).with_variant(oracle.VARCHAR2(5), "oracle")))
''')
    text = written(tool, [], project)
    expect("mssql.DATETIME2(precision=3)" in text and "oracle.VARCHAR2(length=5)" in text, text)
    target.drop()
