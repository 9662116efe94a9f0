"""A revision that fails half-way leaves nothing behind; what ran before it stays."""

from common import both_runtimes, database, expect, must, on, refused, run, same
from support import projects

GOOD = ('op.create_table("good", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))\n'
        'op.execute("INSERT INTO good (id, n) VALUES (1, 10)")', 'op.drop_table("good")')
FIRST_TWO = ('op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))\n'
             'op.execute("UPDATE good SET n = 99")\n')


def check(tool, folder, server, kind, third, expected=None):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [GOOD, (FIRST_TWO + third, "pass")])
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()
    done = run(tool, ["upgrade", "head"], project)
    refused(tool, done.returncode, done.stdout + done.stderr)
    said = done.stdout + done.stderr
    expect("0002_step.py" in said, f"does not name the file:\n{said}")
    if expected:
        expect(expected in said, f"does not say {expected!r}:\n{said}")
    same(before, target.dump(), "the database after the failure")
    target.drop()


@on("sqlite", "postgresql")
@both_runtimes
def test_third_statement(tool, folder, server, kind):
    check(tool, folder, server, kind, 'op.execute("INSERT INTO nowhere VALUES (1)")', "nowhere")


@on("sqlite", "postgresql")
def test_first_step_of_all(tool, folder, server, kind):
    """Of the version table nothing stays where Alembic leaves nothing; nor where there is no step."""
    for steps in ([(FIRST_TWO + 'op.execute("INSERT INTO nowhere VALUES (1)")', "pass")], []):
        for each in (True, False):
            target = database(kind, folder, server, f"{len(steps)}_{each}")
            env = projects.ENV.replace("transaction_per_migration=True", f"transaction_per_migration={each}")
            project = projects.make(folder / f"{len(steps)}_{each}", target.url(), steps, env=env)
            done = run(tool, ["upgrade", "head"], project)
            if steps:
                refused(tool, done.returncode, done.stdout + done.stderr)
            else:
                must(done)
            there = "alembic_version" in str(target.dump())
            expect(there == (kind == "sqlite" or not (each or steps)), f"{steps} {each}: {target.dump()}")
            expect(tool.name == "alembic" or "half" not in str(target.dump()), target.dump())
            target.drop()


@on("sqlite", "postgresql")
@both_runtimes
def test_exception_in_script(tool, folder, server, kind):
    check(tool, folder, server, kind, 'raise RuntimeError("enough of this")', "enough of this")


@on("sqlite", "postgresql")
@both_runtimes
def test_constraint_violated(tool, folder, server, kind):
    check(tool, folder, server, kind, 'op.execute("INSERT INTO good (id) VALUES (1)")')


@on("sqlite")
def test_after_a_pragma_of_the_file(tool, folder, server, kind):
    """What SQLite keeps in the head of the file belongs to the transaction, too."""
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [
        ('op.execute("PRAGMA user_version = 7")', "pass"),
        ('op.execute("PRAGMA user_version = 8")\nop.execute("INSERT INTO nowhere VALUES (1)")', "pass")])
    done = run(tool, ["upgrade", "head"], project)
    refused(tool, done.returncode, done.stdout + done.stderr)
    found = target.execute("PRAGMA user_version")[0][0]
    expect(found == 7, f"user_version is {found}")


@on("sqlite")
@both_runtimes
def test_after_a_batch(tool, folder, server, kind):
    third = ('with op.batch_alter_table("good") as batch:\n    batch.alter_column("n", type_=sa.BigInteger())\n'
             'op.execute("INSERT INTO nowhere VALUES (1)")')
    check(tool, folder, server, kind, third, "nowhere")


@on("sqlite")
@both_runtimes
def test_batch_breaks_a_foreign_key(tool, folder, server, kind):
    """Rebuilt with a foreign key that the rows do not keep: found before the commit."""
    third = ('op.create_table("target", sa.Column("id", sa.Integer(), primary_key=True))\n'
             'with op.batch_alter_table("good") as batch:\n'
             '    batch.create_foreign_key("fk_t", "target", ["n"], ["id"])')
    check(tool, folder, server, kind, third)


@on("sqlite", "postgresql")
@both_runtimes
def test_failing_downgrade(tool, folder, server, kind):
    target = database(kind, folder, server)
    up = 'op.create_table("more", sa.Column("id", sa.Integer(), primary_key=True))'
    down = 'op.execute("UPDATE good SET n = 5")\nop.drop_table("more")\nop.drop_table("nowhere")'
    project = projects.make(folder / "project", target.url(), [GOOD, (up, down)])
    must(run(tool, ["upgrade", "head"], project))
    before = target.dump()
    done = run(tool, ["downgrade", "base"], project)
    refused(tool, done.returncode, done.stdout + done.stderr)
    same(before, target.dump(), "the database after the failure")
    target.drop()


REFERRING = ('op.create_table("parent", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))\n'
             'op.create_table("child", sa.Column("id", sa.Integer(), primary_key=True),\n'
             '                sa.Column("p", sa.Integer(), sa.ForeignKey("parent.id", ondelete="CASCADE")))\n'
             'op.execute("INSERT INTO parent (id, n) VALUES (1, 1), (2, 2)")\n'
             'op.execute("INSERT INTO child (id, p) VALUES (1, 1), (2, 2)")\n'
             'op.execute("CREATE VIEW pairs AS SELECT p.n, c.id FROM parent p JOIN child c ON c.p = p.id")',
             'op.execute("DROP VIEW pairs")\nop.drop_table("child")\nop.drop_table("parent")')
REBUILD = 'with op.batch_alter_table("parent") as batch:\n    batch.alter_column("n", type_=sa.BigInteger())\n'
ENFORCED = '''
from alembic import context
from sqlalchemy import create_engine, event, pool

engine = create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)


@event.listens_for(engine, "connect")
def enforce(connection, record):
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


with engine.%s() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
'''


def enforced(folder, target, last, begin="connect"):
    project = projects.make(folder / "project", target.url(), [REFERRING, (REBUILD + last, "pass")])
    (project / "env.py").write_text(ENFORCED % begin)
    return project


@on("sqlite")
@both_runtimes
def test_rows_that_refer_to_a_rebuilt_table(tool, folder, server, kind):
    """Foreign keys are on: dropping the old table must not delete the children, and a view must not be in the way."""
    target = database(kind, folder, server)
    project = enforced(folder, target, 'op.execute("INSERT INTO child (id, p) VALUES (3, 2)")')
    done = run(tool, ["upgrade", "head"], project)
    if tool.name == "alembic":
        return
    must(done)
    rows = [line for line in target.dump() if line.startswith("row child")]
    expect(len(rows) == 3, f"the rows of child: {rows}")


@on("sqlite")
@both_runtimes
def test_dangling_rows_after_a_rebuild(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = enforced(folder, target, 'op.execute("DELETE FROM parent WHERE id = 2")')
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()
    done = run(tool, ["upgrade", "head"], project)
    refused(tool, done.returncode, done.stdout + done.stderr)
    if tool.name != "alembic":
        expect("child" in done.stdout + done.stderr, f"does not name the table:\n{done.stdout}{done.stderr}")
        same(before, target.dump(), "the database after the failure")


@on("sqlite")
@both_runtimes
def test_rebuild_in_a_transaction_of_env_py(tool, folder, server, kind):
    """Enforcement cannot be switched off any more, so the rebuild is refused and no row is lost. As with Python's sqlite3,
    SQLAlchemy's own transaction has not begun by then: there the rebuild is done."""
    target = database(kind, folder, server)
    project = enforced(folder, target, "", begin="begin")
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()
    done = run(tool, ["upgrade", "head"], project)
    if tool.runtime == "thorough":
        must(done)
        expect([line for line in target.dump() if line.startswith("row child")]
               == [line for line in before if line.startswith("row child")], "rows were lost")
        return
    refused(tool, done.returncode, done.stdout + done.stderr)
    if tool.name != "alembic":
        same(before, target.dump(), "the database after the failure")


@on("sqlite", "postgresql")
@both_runtimes
def test_version_row_is_gone(tool, folder, server, kind):
    """Whoever changes the version table meanwhile is noticed before the commit."""
    check(tool, folder, server, kind, 'op.execute("DELETE FROM alembic_version")', "expected to match one row"
          if tool.name != "alembic" else None)
