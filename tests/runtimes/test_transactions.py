"""A script that ends the transaction of its step, the same in both runtimes: a commit keeps what was done so far, and
the rest, its version row included, is a transaction again; a rollback that would lose something is refused."""

from common import database, expect, must, on, run
from support import projects
from test_taking_up import ENV, MODEL, TABLE, at, names, project_of, refused

RUNTIMES = ("quick", "thorough")
# Env.py's ways to have transactions: one for each step, one for all, its own.
ENVIRONMENTS = {
    "each": ENV,
    "all": ENV.replace(", transaction_per_migration=True", ""),
    "own": """
import sqlalchemy as sa
from alembic import context
with sa.create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=sa.NullPool).connect() as connection:
    connection.execute(sa.text("SELECT 1"))
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
""",
}
WRITES = 'op.execute("INSERT INTO person VALUES (1, \'first\')")\n'
MORE = 'op.execute("INSERT INTO person VALUES (2, \'more\')")\n'
BIND = "bind = op.get_bind()\n"
READS = BIND + 'bind.execute(sa.text("SELECT 1")).scalar_one()\n'
STAYS = "stays committed"
REFUSED = "rolls back the transaction of its step"
# Of a step: what it does; whether it ends well, and else what is said; the rows that are there then.
STEPS = {
    "commit": (WRITES + BIND + "bind.commit()\n" + MORE, None, ["first", "more"]),
    "commit last": (WRITES + BIND + "bind.commit()\n", None, ["first"]),
    "commit in the driver": (WRITES + BIND + "bind.connection.commit()\n" + MORE, None, ["first", "more"]),
    "commit and fail": (WRITES + BIND + "bind.commit()\n" + MORE + "1 / 0", (STAYS, "division by zero"), ["first"]),
    "read, commit and fail": (READS + "bind.commit()\n" + MORE + "1 / 0", ("division by zero",), []),
    "read and roll back": (READS + "bind.rollback()\n" + MORE, None, ["more"]),
    "roll back": (WRITES + BIND + "bind.rollback()\n" + MORE, (REFUSED, "begin_nested"), []),
    "roll back in the driver": (WRITES + BIND + "bind.connection.rollback()\n" + MORE, (REFUSED,), []),
    "roll back after an error": (WRITES + BIND + "try:\n    1 / 0\nexcept ZeroDivisionError:\n    bind.rollback()\n",
                                 (REFUSED, "begin_nested"), []),
    "go on after that": (WRITES + BIND + "try:\n    1 / 0\nexcept ZeroDivisionError:\n    bind.rollback()\n" + MORE,
                         (REFUSED,), []),
    "savepoint": (WRITES + BIND + "inner = bind.begin_nested()\n" + MORE + "inner.rollback()\n", None, ["first"]),
    "COMMIT and fail": (WRITES + 'op.execute("COMMIT")\n1 / 0', (STAYS, "division by zero"), ["first"]),
    "COMMIT by the connection": (WRITES + BIND + 'bind.execute(sa.text("-- now\\nCOMMIT"))\n1 / 0', (STAYS,),
                                 ["first"]),
    "COMMIT": (WRITES + 'op.execute("COMMIT")\n' + MORE, None, ["first", "more"]),
    "ROLLBACK": (WRITES + 'op.execute("ROLLBACK")\n' + MORE, (REFUSED,), []),
    "ROLLBACK by the driver": (WRITES + BIND + 'bind.exec_driver_sql("rollback")\n' + MORE, (REFUSED,), []),
    "begin": (BIND + "bind.begin()\n" + MORE, ("already initialized a SQLAlchemy Transaction",), []),
}


# Those for which it matters whose the transaction is.
EVERYWHERE = ("commit", "commit and fail", "read, commit and fail", "roll back", "COMMIT and fail")


@on("sqlite", "postgresql")
def test_endings_of_a_step(tool, folder, server, kind):
    target = database(kind, folder, server)
    for name, env in ENVIRONMENTS.items():
        project = project_of(folder / name, target, [TABLE, ("pass", "pass")], env=env)
        must(run(tool, ["upgrade", "r0001"], project))
        for runtime in RUNTIMES:
            for words, (script, error, rows) in STEPS.items():
                if name != "each" and words not in EVERYWHERE:
                    continue
                (project / "versions" / "0002_step.py").write_text(
                    projects.revision(2, script, "op.execute('DELETE FROM person')"))
                what = f"{name}, {runtime}, {words}: "
                if error is None:
                    must(run(tool, ["--runtime", runtime, "upgrade", "head"], project), what)
                else:
                    said = refused(tool, ["--runtime", runtime, "upgrade", "head"], project, *error)
                    expect((STAYS in said) == (STAYS in error), what + said)
                expect(names(target) == rows, f"{what}{names(target)}")
                expect(at(target) == ["r0001" if error else "r0002"], f"{what}{at(target)}")
                target.execute("DELETE FROM person")
                target.execute("UPDATE alembic_version SET version_num = 'r0001'")
        must(run(tool, ["downgrade", "base"], project))
    target.drop()


@on("sqlite", "postgresql")
def test_sessions(tool, folder, server, kind):
    """A session joins the step's transaction: its commit() ends nothing, its rollback() would."""
    target = database(kind, folder, server)
    start = MODEL.format(name="Session") + 'session = Session(op.get_bind())\nsession.add(Person(id=5, name="x"))\n'
    project = project_of(folder, target, [TABLE, ("pass", "pass")])
    must(run(tool, ["upgrade", "r0001"], project))
    lost = {
        "rollback": "session.flush()\nsession.rollback()",
        "caught": 'try:\n    session.execute(sa.text("INSERT INTO person (id) VALUES (1), (1)"))\n'
                  'except sa.exc.IntegrityError:\n    session.rollback()\nsession.add(Person(id=7, name="late"))\n'
                  'session.flush()',
    }
    for how, words in lost.items():
        (project / "versions" / "0002_step.py").write_text(projects.revision(2, start + words, "pass"))
        refused(tool, ["upgrade", "head"], project, REFUSED, "0002_step.py", "begin_nested")
        expect(names(target) == [] and at(target) == ["r0001"], (how, names(target), at(target)))
    (project / "versions" / "0002_step.py").write_text(projects.revision(2, start + "session.commit()\n1 / 0", "pass"))
    said = refused(tool, ["upgrade", "head"], project, "division by zero")
    expect(STAYS not in said and names(target) == [], said)
    target.drop()
