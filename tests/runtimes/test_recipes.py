"""Recipes of Alembic's cookbook about new files: the same operations and the same database as Alembic's, whichever
runtime begins."""

import re
import shutil

from autogenerate import revision_file
from common import database, expect, must, on, run, same
from compared import PRELUDE, make
from support.tools import Alembic

REVISION = ["revision", "--autogenerate", "-m", "change", "--rev-id"]


def beside_alembic(tool, folder, server, kind, states, env="", whole_env=None, options=(), arguments=(), files=None,
                   setup=()):
    """For each state of the models a new file and an upgrade, and the way back at last. Gives the texts of our files and
    what was said, by runtime."""
    theirs, found, told = Alembic(), {}, {}
    for runtime in ["alembic"] + (["auto", "thorough"] if tool.name != "alembic" else []):
        target = database(kind, folder, server, runtime)
        for statement in setup:
            target.execute(statement)
        project = make(folder, target, "", env)
        if whole_env:
            (project / "env.py").write_text(whole_env)
        for name, text in (files or {}).items():
            (project / name).write_text(text)

        def command(words, project=project, runtime=runtime):
            if runtime == "alembic":
                done = theirs.run([*options, *words], project)
                expect(done.status == 0, f"Alembic's {words} ended with {done.status}\n{done.text()}")
                return done.text()
            done = must(run(tool, ["--runtime", runtime, *options, *words], project), f"{words} ({runtime})")
            return done.stdout + done.stderr

        entries = []
        for number, models in enumerate(states):
            (project / "models.py").write_text(PRELUDE + models)
            said = command([*REVISION, f"r{number}", *arguments])
            path = project / "versions" / f"r{number}_change.py"
            text = path.read_text() if path.exists() else None
            told[runtime] = (told.get(runtime, ("", ""))[0] + (text or ""), told.get(runtime, ("", ""))[1] + said)
            command(["upgrade", "head"])
            entries.append((revision_file.operations(text) if text else None, target.structure()))
        command(["downgrade", "base"])
        entries.append((None, target.structure()))
        found[runtime] = entries
        shutil.rmtree(project)
        target.drop()
    theirs.close()
    for runtime in list(found)[1:]:
        for number, (wanted, got) in enumerate(zip(found["alembic"], found[runtime])):
            what = f"file {number} of {runtime}"
            expect((wanted[0] is None) == (got[0] is None), f"{what}: {wanted[0]} and {got[0]}")
            for side in wanted[0] or ():
                entries = revision_file.without_added_names(wanted[0][side], got[0][side])
                # Alembic drops in the order of a set.
                same(sorted(map(without_made_key, wanted[0][side])), sorted(map(without_made_key, entries)),
                     f"{what}, {side}")
            same(wanted[1], got[1], f"the database after {what}")
    return told


def without_made_key(entry):
    """What PostgreSQL has made of models says who numbers its key, and the key's name."""
    return re.sub(r"autoincrement=True, |, name=op\.f\('\w+_pkey'\)", "", entry)


TABLE = 'Table("t", metadata, Column("id", Integer, primary_key=True)%s)\n'


@on("sqlite", "postgresql")
def test_no_empty_migrations(tool, folder, server, kind):
    env = '''
def process_revision_directives(context, revision, directives):
    if config.cmd_opts.autogenerate:
        script = directives[0]
        if script.upgrade_ops.is_empty():
            directives[:] = []
options["process_revision_directives"] = process_revision_directives
'''
    told = beside_alembic(tool, folder, server, kind, [TABLE % "", TABLE % ""], env)
    for text, _ in told.values():
        expect("r0" in text and "r1" not in text, text)


@on("sqlite", "postgresql")
def test_no_drop_index_of_a_dropped_table(tool, folder, server, kind):
    env = '''
from alembic.operations import ops
def process_revision_directives(context, revision, directives):
    script = directives[0]
    for directive in (script.upgrade_ops, script.downgrade_ops):
        dropped = {(op.table_name, op.schema) for op in directive.ops if isinstance(op, ops.DropTableOp)}
        directive.ops = list(without_indexes(directive.ops, dropped))
def without_indexes(directives, dropped):
    for directive in directives:
        if isinstance(directive, ops.ModifyTableOps) and (directive.table_name, directive.schema) in dropped:
            directive.ops = list(without_indexes(directive.ops, dropped))
            if not directive.ops:
                continue
        elif isinstance(directive, ops.DropIndexOp) and (directive.table_name, directive.schema) in dropped:
            continue
        yield directive
options["process_revision_directives"] = process_revision_directives
'''
    more = 'Table("u", metadata, Column("id", Integer, primary_key=True), Column("n", Integer, index=True))\n'
    told = beside_alembic(tool, folder, server, kind, [TABLE % "" + more, TABLE % ""], env)
    for runtime, (text, _) in told.items():
        expect("drop_table" in text and "drop_index" not in text, f"{runtime}:\n{text}")


@on("sqlite", "postgresql")
def test_columns_in_an_order_of_ones_own(tool, folder, server, kind):
    env = '''
from alembic.autogenerate import rewriter
from alembic.operations import ops
from sqlalchemy import Column
writer = rewriter.Rewriter()
@writer.rewrites(ops.CreateTableOp)
def order_columns(context, revision, op):
    special = {"id": -100, "created_at": 1001}
    by_key = [(special.get(col.key, index) if isinstance(col, Column) else 2000, col.copy())
              for index, col in enumerate(op.columns)]
    columns = [col for _, col in sorted(by_key, key=lambda entry: entry[0])]
    return ops.CreateTableOp(op.table_name, columns, schema=op.schema, **op.kw)
options["process_revision_directives"] = writer
'''
    models = ('Table("t", metadata, Column("created_at", DateTime), Column("name", String(20)), '
              'Column("id", Integer, primary_key=True))\n')
    told = beside_alembic(tool, folder, server, kind, [models], env)
    for text, _ in told.values():
        expect(text.index("'id'") < text.index("'name'") < text.index("'created_at'"), text)


@on("sqlite", "postgresql")
def test_no_create_table_for_views(tool, folder, server, kind):
    env = '''
def include_object(object, name, type_, reflected, compare_to):
    return not object.info.get("is_view", False)
options["include_object"] = include_object
'''
    models = TABLE % "" + 'Table("v", metadata, Column("id", Integer), info={"is_view": True})\n'
    told = beside_alembic(tool, folder, server, kind, [models], env)
    for text, _ in told.values():
        expect("'v'" not in text, text)


@on("sqlite", "postgresql")
def test_no_tables_of_others(tool, folder, server, kind):
    env = '''
def include_name(name, type_, parent_names):
    return name in target_metadata.tables if type_ == "table" else True
options["include_name"] = include_name
'''
    told = beside_alembic(tool, folder, server, kind, [TABLE % "", TABLE % ', Column("n", Integer)'], env,
                          setup=["CREATE TABLE of_others (id INTEGER)"])
    for text, _ in told.values():
        expect("of_others" not in text, text)


@on("sqlite", "postgresql")
def test_chained_rewriters(tool, folder, server, kind):
    env = '''
from alembic.autogenerate import rewriter
from alembic.operations import ops
first, second = rewriter.Rewriter(), rewriter.Rewriter()
@first.rewrites(ops.CreateTableOp)
def comment_of_tables(context, revision, op):
    return [op, ops.ExecuteSQLOp(f"UPDATE {op.table_name} SET id = id")]
@second.rewrites(ops.ExecuteSQLOp)
def no_statements_twice(context, revision, op):
    return ops.ExecuteSQLOp(op.sqltext + " WHERE id > 0")
options["process_revision_directives"] = first.chain(second)
'''
    told = beside_alembic(tool, folder, server, kind, [TABLE % ""], env)
    for text, _ in told.values():
        expect("UPDATE t SET id = id WHERE id > 0" in text, text)


@on("sqlite", "postgresql")
def test_operation_objects_run_directly(tool, folder, server, kind):
    """produce_migrations() and Operations.invoke(), and the Python code of what was found, in a revision of the project."""
    if tool.name == "alembic":
        return
    script = '''
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations.ops import ModifyTableOps

revision, down_revision = "direct", None
metadata = sa.MetaData()
sa.Table("t", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer, index=True))


def upgrade():
    script = produce_migrations(op.get_context(), metadata)
    print(render_python_code(script.upgrade_ops))
    stack = [script.upgrade_ops]
    while stack:
        elem = stack.pop(0)
        if hasattr(elem, "ops"):
            stack.extend(elem.ops)
        else:
            op.invoke(elem)


def downgrade():
    op.drop_table("t")
'''
    theirs, dumps, said = Alembic(), {}, {}
    for runtime in ("alembic", "auto", "thorough"):
        target = database(kind, folder, server, runtime)
        project = make(folder, target, TABLE % "")
        (project / "versions" / "direct.py").write_text(script)
        if runtime == "alembic":
            done = theirs.run(["upgrade", "head"], project)
            expect(done.status == 0, done.text())
        else:
            done = must(run(tool, ["--runtime", runtime, "upgrade", "head"], project), runtime)
        dumps[runtime], said[runtime] = target.structure(), done.stdout
        shutil.rmtree(project)
        target.drop()
    theirs.close()
    for runtime in ("auto", "thorough"):
        same(dumps["alembic"], dumps[runtime], f"the database of {runtime}")
        same(said["alembic"].splitlines(), said[runtime].splitlines(), f"the code of {runtime}")


TENANTS = '''
from alembic import context
from sqlalchemy import create_engine, pool, text

import models

config = context.config
tenant = context.get_x_argument(as_dictionary=True).get("tenant")
with create_engine(config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool).connect() as connection:
    connection.execute(text('set search_path to "%s"' % tenant))
    connection.commit()
    connection.dialect.default_schema_name = tenant
    context.configure(connection=connection, target_metadata=models.metadata)
    with context.begin_transaction():
        context.run_migrations()
'''


@on("postgresql")
def test_tenants_by_search_path(tool, folder, server, kind):
    states = [TABLE % "", TABLE % ', Column("n", Integer, index=True)']
    told = beside_alembic(tool, folder, server, kind, states, whole_env=TENANTS, options=["-x", "tenant=red"],
                          setup=["CREATE SCHEMA red", "CREATE SCHEMA blue"])
    for text, _ in told.values():
        expect("schema=" not in text and "red" not in text, text)


DATABASES = '''
from alembic import context
from sqlalchemy import create_engine, pool

import models

url = context.config.get_main_option("sqlalchemy.url")
for name in ("one", "two"):
    with create_engine(url, poolclass=pool.NullPool).connect() as connection:
        context.configure(connection=connection, target_metadata=models.metadatas[name], version_table="version_" + name,
                          upgrade_token=name + "_upgrades", downgrade_token=name + "_downgrades",
                          include_object=lambda item, of, kind, *more, name=name: kind != "table" or of.startswith(name),
                          process_revision_directives=models.process)
        with context.begin_transaction():
            context.run_migrations(engine_name=name)
'''
MAKO = '''"""${message}"""
from alembic import op
import sqlalchemy as sa
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade(engine_name):
    globals()["upgrade_%s" % engine_name]()


def downgrade(engine_name):
    globals()["downgrade_%s" % engine_name]()

% for name in ("one", "two"):

def upgrade_${name}():
    ${context.get(name + "_upgrades", "pass")}


def downgrade_${name}():
    ${context.get(name + "_downgrades", "pass")}
% endfor
'''
TWO = '''
from alembic.operations import ops
seen = []
def process(context, revision, directives):
    found = directives[0].upgrade_ops_list[-1]
    seen.append((found.upgrade_token, found.is_empty()))
    print(seen[-1], len(directives[0].downgrade_ops_list))
    if not found.is_empty():
        found.ops.append(ops.ExecuteSQLOp("SELECT 1"))
metadatas = {"one": MetaData(), "two": MetaData()}
Table("one_a", metadatas["one"], Column("id", Integer, primary_key=True))
Table("two_a", metadatas["two"], Column("id", Integer, primary_key=True)%s)
'''


@on("sqlite", "postgresql")
def test_directives_of_several_databases(tool, folder, server, kind):
    states = [TWO % "", TWO % ', Column("n", Integer)']
    told = beside_alembic(tool, folder, server, kind, states, whole_env=DATABASES, files={"script.py.mako": MAKO})
    for runtime, (_, said) in told.items():
        expect("('one_upgrades', False) 1" in said and "('two_upgrades', False) 2" in said and
               "('one_upgrades', True) 1" in said, f"{runtime}:\n{said}")
