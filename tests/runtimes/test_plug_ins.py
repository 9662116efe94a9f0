"""Plug-ins of the project's environment: those that Alembic sets up by itself (the entry point alembic.plugins), and
packages that register operations, comparators and renderers when they are imported."""

from common import database, expect, must, on, run
from compared import CLEAN, differs, file_of, make, says
from test_environment import environment

WORDS = "run with SQLAlchemy itself and the packages of"
NOTE = 'Table("note", metadata, Column("id", Integer, primary_key=True), Column("words", String(20)))\n'
MARKS = '''
from alembic.autogenerate.render import renderers
from alembic.operations import MigrateOperation, Operations
from alembic.util import PriorityDispatchResult


@Operations.register_operation("mark")
class Mark(MigrateOperation):
    def __init__(self, words):
        self.words = words

    @classmethod
    def mark(cls, operations, words):
        return operations.invoke(cls(words))

    def reverse(self):
        return Mark("not " + self.words)

    def to_diff_tuple(self):
        return ("mark", self.words)


@Operations.implementation_for(Mark)
def mark(operations, operation):
    operations.execute(f"INSERT INTO note (words) VALUES ('{operation.words}')")


@renderers.dispatch_for(Mark)
def render(context, operation):
    return f"op.mark({operation.words!r})"


def compare(context, upgrade_ops, schemas):
    if not context.connection.exec_driver_sql("SELECT 1 FROM note WHERE words = 'hello'").first():
        upgrade_ops.ops.append(Mark("hello"))
    return PriorityDispatchResult.CONTINUE


def setup(plugin):
    plugin.add_autogenerate_comparator(compare, "schema", "marks")
'''


def company_marks(project, name, object_="company_marks"):
    environment(project / ".venv", {
        "company_marks.py": MARKS + "import sys\nall_of_them = [sys.modules[__name__]]\n",
        "company_marks-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: company-marks\nVersion: 1.0\n",
        "company_marks-1.0.dist-info/entry_points.txt": f"[console_scripts]\nmarks = company_marks:main\n\n"
                                                        f"[alembic.plugins]\n{name} = {object_}\n"})


@on("sqlite", "postgresql")
def test_plug_ins_that_nobody_imports(tool, folder, server, kind):
    for number, (name, env, object_) in enumerate((
            ("alembic.autogenerate.marks", "", "company_marks"),
            ("company.marks", "options['autogenerate_plugins'] = ['alembic.autogenerate.*', 'company.marks']\n",
             "company_marks"),
            ("company.marks", "options['autogenerate_plugins'] = ['alembic.autogenerate.*', 'company.*']\n",
             "company_marks:all_of_them"))):
        place = folder / str(number)
        place.mkdir()
        target = database(kind, place, server)
        number = "INTEGER" if kind == "sqlite" else "SERIAL"
        target.execute(f"CREATE TABLE note (id {number} NOT NULL PRIMARY KEY, words VARCHAR(20))")
        project = make(place, target, NOTE, env)
        company_marks(project, name, object_)
        for arguments in ([], ["--runtime", "thorough"]):
            said = differs(tool, arguments, project, "hello", "company_marks", WORDS)
            expect(said.count("Context impl") == 1, said)
        says(tool, ["revision", "--autogenerate", "-m", "change"], project, WORDS)
        text = file_of(project)
        expect("op.mark('hello')" in text and "op.mark('not hello')" in text and "not proved" not in text, text)
        # A revision file that uses what the plug-in has registered, and imports nothing.
        said = must(run(tool, ["upgrade", "head"], project)).stderr
        expect("needs company_marks" in said, said)
        expect(target.execute("SELECT words FROM note") == [("hello",)], target.execute("SELECT words FROM note"))
        says(tool, ["check"], project, CLEAN)
        target.drop()


@on("sqlite")
def test_plug_ins_of_an_environment_that_is_not_wanted(tool, folder, server, kind):
    target = database(kind, folder, server)
    target.execute("CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY, words VARCHAR(20))")
    project = make(folder, target, NOTE, settings="environment = none")
    company_marks(project, "alembic.autogenerate.marks")
    for arguments in ([], ["--runtime", "thorough"], ["--runtime", "quick"]):
        said = says(tool, [*arguments, "check"], project, CLEAN)
        expect(WORDS not in said, said)


@on("sqlite")
def test_plug_ins_do_not_matter_to_plain_steps(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = make(folder, target, NOTE)
    must(run(tool, ["revision", "--autogenerate", "-m", "first"], project))
    company_marks(project, "alembic.autogenerate.marks")
    said = must(run(tool, ["upgrade", "head"], project)).stderr
    expect(WORDS not in said, said)


# What packages of types bring along: hooks for env.py that write their columns in words of their own.
COLOURS = '''
import sqlalchemy as sa
from alembic.autogenerate import renderers, rewriter
from alembic.operations import Operations, ops


class Colour(sa.types.UserDefinedType):
    cache_ok = True

    def __init__(self, length=7):
        self.length = length

    def get_col_spec(self, **kw):
        return f"VARCHAR({self.length})"


def render_item(kind, item, context):
    if kind == "type" and isinstance(item, Colour):
        context.imports.add("from company_colours import Colour")
        return f"Colour({item.length})"
    return False


writer = rewriter.Rewriter()


@Operations.register_operation("add_coloured_column")
class AddColouredColumn(ops.AddColumnOp):
    @classmethod
    def add_coloured_column(cls, operations, table_name, column, schema=None):
        return operations.invoke(cls(table_name, column, schema=schema))

    def reverse(self):
        return ops.DropColumnOp.from_column_and_tablename(self.schema, self.table_name, self.column)


@Operations.implementation_for(AddColouredColumn)
def add_coloured_column(operations, operation):
    operations.impl.add_column(operation.table_name, operation.column, schema=operation.schema)
    operations.execute(f"UPDATE {operation.table_name} SET {operation.column.name} = '#000000'")


@renderers.dispatch_for(AddColouredColumn)
def render_add(context, operation):
    from alembic.autogenerate import render
    return f"op.add_coloured_column({operation.table_name!r}, {render._render_column(operation.column, context)})"


@writer.rewrites(ops.AddColumnOp)
def coloured(context, revision, op):
    return AddColouredColumn(op.table_name, op.column, schema=op.schema) if isinstance(op.column.type, Colour) else op
'''
HOOKS = "import company_colours\noptions.update(render_item=company_colours.render_item, " \
        "process_revision_directives=company_colours.writer)\n"


@on("sqlite", "postgresql")
def test_types_and_hooks_of_a_package(tool, folder, server, kind):
    """Models whose columns are of a type that only the project's environment has."""
    for number, (runtime, env) in enumerate((("auto", HOOKS), ("thorough", HOOKS), ("auto", ""))):
        place = folder / str(number)
        place.mkdir()
        target = database(kind, place, server)
        project = make(place, target, NOTE, env)
        environment(project / ".venv", {"company_colours.py": COLOURS})
        arguments = ["--runtime", runtime] if runtime != "auto" else []
        must(run(tool, [*arguments, "revision", "--autogenerate", "-m", "first", "--rev-id", "a"], project))
        must(run(tool, [*arguments, "upgrade", "head"], project))
        target.execute("INSERT INTO note (words) VALUES ('x')")
        models = (project / "models.py").read_text()
        (project / "models.py").write_text("from company_colours import Colour\n" +
                                           models.replace('String(20))', 'String(20)), Column("colour", Colour())'))
        differs(tool, arguments, project, "colour", WORDS)
        says(tool, [*arguments, "revision", "--autogenerate", "-m", "second", "--rev-id", "b"], project, WORDS)
        text = (project / "versions" / "b_second.py").read_text()
        if env:
            expect("op.add_coloured_column('note', sa.Column('colour', Colour(7)" in text and
                   "from company_colours import Colour" in text, text)
        else:
            expect("op.add_column('note', sa.Column('colour', company_colours." in text and
                   "import company_colours" in text, text)
        expect("not proved" not in text, text)
        must(run(tool, [*arguments, "upgrade", "head"], project))
        expect(target.execute("SELECT colour FROM note") == [("#000000" if env else None,)], "what the operation does")
        says(tool, [*arguments, "check"], project, CLEAN)
        must(run(tool, [*arguments, "downgrade", "base"], project))
        target.drop()
