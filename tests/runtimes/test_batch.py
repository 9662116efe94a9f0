"""Batch mode is the engine's in both runtimes: the same statements, the same tables, nothing of a rebuilt table lost."""

import subprocess

from common import database, expect, must, on, run, same
from support import cases, projects
from support.tools import clean_environment

TABLE = '''
op.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
op.execute("""CREATE TABLE item (id INTEGER PRIMARY KEY, name VARCHAR(20) DEFAULT 'a:b', size INTEGER CHECK (size > 0),
    parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE, CHECK (name <> ''))""")
op.execute("CREATE TABLE log (said TEXT)")
op.execute("CREATE TRIGGER told AFTER INSERT ON item BEGIN INSERT INTO log VALUES (new.name); END")
op.execute("INSERT INTO parent VALUES (1)")
op.execute("INSERT INTO item VALUES (1, 'x', 3, 1)")
'''


def commands(tool, case, folder, target, runtime):
    """What each command of a case's life ends with, and the database after it."""
    project = cases.materialise(case, folder / runtime, target)
    variables = {**clean_environment(), **cases.environment(case, target)}
    for words in (["upgrade", case.target], ["downgrade", case.base]):
        done = subprocess.run([*tool.argv, *case.options, "--runtime", runtime, *words, *case.arguments], cwd=project,
                              env=variables, text=True, timeout=300, stdin=subprocess.DEVNULL, capture_output=True)
        yield words[0], must(done, f"{case.name}, {runtime}: {' '.join(words)}"), target.dump()


@on("sqlite", "postgresql")
def test_cases_of_batch_mode_end_alike(tool, folder, server, kind):
    found = [case for case in cases.load_all(["batch/"]) if kind in case.databases and case.live]
    expect(len(found) > 8 or kind == "postgresql", f"only {len(found)} cases")
    for case in found:
        place = folder / case.name.replace("/", "_")
        place.mkdir()
        quick, thorough = database(kind, place, server, "quick"), database(kind, place, server, "thorough")
        for first, second in zip(commands(tool, case, place, quick, "quick"),
                                 commands(tool, case, place, thorough, "thorough")):
            same(first[2], second[2], f"{case.name}: the database after {first[0]}")
        quick.drop()
        thorough.drop()


REBUILDS = {
    "a type of the script's own": '''
import sqlalchemy.types as types
class Code(types.UserDefinedType):
    cache_ok = True
    def get_col_spec(self, **kw):
        return "CODE(5)"
class Upper(types.TypeDecorator):
    impl = sa.String(30)
    cache_ok = True
with op.batch_alter_table("item") as batch_op:
    batch_op.add_column(sa.Column("code", Code()))
    batch_op.alter_column("name", type_=Upper(), nullable=False)
''',
    "expressions": '''
with op.batch_alter_table("item") as batch_op:
    batch_op.add_column(sa.Column("made", sa.DateTime(), server_default=sa.func.current_timestamp()))
    batch_op.create_check_constraint("ck_size", sa.and_(sa.column("size") < 100, sa.column("name") != "a:b%"))
    batch_op.create_index("ix_lower", [sa.func.lower(sa.column("name")), "size"], sqlite_where=sa.text("size > 1"))
''',
    "listeners to reflection": '''
def hear(inspector, table, found):
    if found["name"] == "name":
        found["type"] = sa.Unicode(44)
with op.batch_alter_table("item", reflect_kwargs={"listeners": [("column_reflect", hear)]}) as batch_op:
    batch_op.alter_column("size", nullable=False)
''',
}
KEPT = ("CHECK (size > 0)", "CHECK (name <> '')", "ON DELETE CASCADE", "CREATE TRIGGER told", "DEFAULT 'a:b'")
SAID = {
    "a type of the script's own": ("code CODE(5)", "name VARCHAR(30) DEFAULT 'a:b' NOT NULL"),
    "expressions": ("made DATETIME DEFAULT CURRENT_TIMESTAMP", "CONSTRAINT ck_size CHECK (size < 100 AND name != 'a:b%')",
                    "(lower(name), size) WHERE size > 1"),
    "listeners to reflection": ("name VARCHAR(44)", "size INTEGER NOT NULL"),
}


@on("sqlite")
def test_nothing_of_a_table_is_lost(tool, folder, server, kind):
    for number, (what, block) in enumerate(REBUILDS.items()):
        place = folder / str(number)
        place.mkdir()
        target = database(kind, place, server)
        project = projects.make(place / "project", target.url(), [(TABLE, "pass"), (block, "pass")])
        must(run(tool, ["--runtime", "thorough", "upgrade", "head"], project), what)
        made = "\n".join(row[0] for row in target.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
        flat = " ".join(made.split())
        for words in (*KEPT, *SAID[what]):
            expect(words in flat, f"{what}: {words!r} is not in\n{made}")
        expect(target.execute("SELECT name, size, parent_id FROM item") == [("x", 3, 1)], made)


@on("sqlite")
def test_as_sql_as_the_quick_one(tool, folder, server, kind):
    block = '''
with op.batch_alter_table("item", copy_from=sa.Table("item", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Enum("a", "b", name="kinds", create_constraint=True)), sa.Column("size", sa.Integer,
        server_default="1"), sa.UniqueConstraint("size", name="uq_size"))) as batch_op:
    batch_op.add_column(sa.Column("done", sa.Boolean(create_constraint=True, name="ck_done"), index=True))
    batch_op.alter_column("size", type_=sa.String(10), new_column_name="width")
    batch_op.drop_constraint("uq_size", type_="unique")
'''
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [(block, "pass")])
    quick, thorough = (must(run(tool, ["--runtime", runtime, "upgrade", "head", "--sql"], project)).stdout
                       for runtime in ("quick", "thorough"))
    expect("_alembic_tmp_item" in quick and quick == thorough, f"{quick}\nis not\n{thorough}")


OFFLINE = '''
from alembic import context
context.configure(url=context.config.get_main_option("sqlalchemy.url"), literal_binds=True)
with context.begin_transaction():
    context.run_migrations()
'''


def test_as_sql_where_nothing_is_rebuilt(tool, folder, server):
    """Of the database that env.py names, and of that of --url."""
    block = '''
op.create_table("item", sa.Column("id", sa.Integer, primary_key=True), sa.Column("size", sa.Integer))
with op.batch_alter_table("item") as batch_op:
    batch_op.add_column(sa.Column("share%", sa.String(9), server_default="5%"))
    batch_op.drop_column("size")
assert not hasattr(op.get_bind(), "in_transaction")
'''
    for name in ("postgresql", "mysql", "mariadb"):
        url = f"{name}://limbeck@127.0.0.1:1/x"
        for its_url, words in ((url, []), ("sqlite://", ["--url", url])):
            project = projects.make(folder / f"{name}{len(words)}", its_url, [(block, "pass")], env=OFFLINE)
            quick, thorough = (must(run(tool, ["--runtime", runtime, *words, "upgrade", "head", "--sql"], project)).stdout
                               for runtime in ("quick", "thorough"))
            expect("ALTER TABLE item DROP COLUMN size;" in quick and quick == thorough, f"{quick}\nis not\n{thorough}")


@on("sqlite")
def test_what_the_engine_cannot_take_is_refused(tool, folder, server, kind):
    own = '''
from alembic.operations import BatchOperations, MigrateOperation, Operations
@BatchOperations.register_operation("shrink")
class Shrink(MigrateOperation):
    @classmethod
    def shrink(cls, operations):
        return operations.invoke(cls())
@Operations.implementation_for(Shrink)
def shrink(operations, operation):
    operations.impl.alter_column("item", "size", nullable=False)
with op.batch_alter_table("item") as batch_op:
    batch_op.shrink()
'''
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [(TABLE, "pass"), (own, "pass")])
    done = run(tool, ["upgrade", "head"], project)
    said = done.stdout + done.stderr
    expect(done.returncode == 255 and "a table that is rebuilt" in said and "0002_step.py" in said, said)
    expect("size INTEGER CHECK" in target.execute("SELECT sql FROM sqlite_master WHERE name = 'item'")[0][0], target.dump())


@on("sqlite")
def test_what_the_database_refuses_is_sqlalchemys_error(tool, folder, server, kind):
    block = '''
import sqlalchemy.exc
op.execute("INSERT INTO item (id, name, size) VALUES (2, NULL, 1)")
try:
    with op.get_bind().begin_nested(), op.batch_alter_table("item") as batch_op:
        batch_op.alter_column("name", nullable=False)
except sqlalchemy.exc.IntegrityError as error:
    op.execute(sa.text("INSERT INTO log VALUES (:said)").bindparams(said=type(error.orig).__name__))
'''
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [(TABLE, "pass"), (block, "pass")])
    must(run(tool, ["--runtime", "thorough", "upgrade", "head"], project))
    expect(("IntegrityError",) in target.execute("SELECT said FROM log"), target.dump())
