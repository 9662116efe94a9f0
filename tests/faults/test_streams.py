"""Where FAILED goes: on standard output where Alembic prints it there, else where Alembic's traceback stands, on standard
error; never on both, in either runtime."""

import shutil

from common import database, expect, on, run
from support import projects
from support.tools import Alembic

TABLE = ('op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))',
         'op.drop_table("account")')
CONFIGURED = "context.configure(connection=connection, transaction_per_migration=True)"


def env(code):
    """An env.py in which something else is configured."""
    return projects.ENV.replace(CONFIGURED, code)


# What the second step does.
STEPS = [
    'from alembic.util import CommandError\nraise CommandError("said by the script")',
    'raise ValueError("said by the script")',
    'op.execute("SELECT nothing FROM nowhere")',
    'op.execute(sa.text("INSERT INTO account (id) VALUES (:id)").bindparams(id="x y"))\nassert False',
    'op.drop_table("nowhere")',
    'op.drop_column("account", "nothing")',
    'op.add_column("account", sa.Column("id", sa.Integer()))',
    'op.execute("DELETE FROM alembic_version")',  # the version row is missed after the step
    'op.get_context().get_starting_revision_argument()',
    'with op.batch_alter_table("account", recreate="never") as batch:\n'
    '    batch.add_column(sa.Column("m", sa.Integer()), insert_after="id")',
    'with op.batch_alter_table("account", recreate="always") as batch:\n    batch.drop_constraint("nothing")',
    'with op.batch_alter_table("account", recreate="always") as batch:\n    batch.drop_column("nothing")',
    'with op.batch_alter_table("nowhere", recreate="always") as batch:\n    batch.drop_column("nothing")',
    'import sys\nsys.exit("said by the script")',
    'op.nothing_of_this_name()',
    'op.create_table("t", sa.Column("id", sa.Nothing()))',
    'op.create_table("t", sa.Column("id", sa.Integer(), sa.CheckConstraint("id > 0")), naming_convention="ck", nothing=[1], sqlite_nothing=1)',
    'op.create_table("t", sa.Column("s", sa.types.NullType()))',
    'op.get_bind().execute(sa.text("SELECT :missing"))',
    'op.drop_constraint(None, "account", type_="unique")',
    'op.drop_constraint("u", "account", type_="nothing")',
]
OF_SQLITE = [
    'op.create_unique_constraint("u", "account", ["n"])',
    'op.create_foreign_key("f", "account", "account", ["n"], ["id"])',
    'op.drop_constraint("u", "account")',
    'op.alter_column("account", "n", nullable=False)',
]
OF_POSTGRESQL = [
    'op.alter_column("account", "n", nullable=False, postgresql_using="n")',
    'op.create_table_comment("nowhere", "words")',
]
# Commands, and what env.py configures instead; with the database at the first step of two.
COMMANDS = [
    (["upgrade", "nothing"], None),
    (["upgrade", "+7"], None),
    (["downgrade", "-7"], None),
    (["downgrade", "nothing"], None),
    (["downgrade", "base", "--sql"], None),
    (["show", "nothing"], None),
    (["edit", "nothing"], None),
    (["history", "-r", "nothing:"], None),
    (["history", "-r", "nothing"], None),
    (["stamp", "nothing"], None),
    (["merge", "-m", "words", "nothing"], None),
    (["revision", "-m", "words", "--head", "r0001"], None),
    (["revision", "-m", "words", "--sql"], None),
    (["revision", "-m", "words", "--version-path", "nowhere"], None),
    (["revision", "-m", "words", "--autogenerate"], None),
    (["revision", "-m", "words", "--autogenerate"], "context.configure(connection=connection, target_metadata=3)"),
    (["check"], None),
    (["init", "versions"], None),
    (["-c", "nothing.ini", "heads"], None),
    (["-n", "nothing", "heads"], None),
    (["current"], "context.configure(connection=connection.engine)"),
    (["current"], "context.configure(connection=connection, literal_binds=True)"),
    (["upgrade", "head"], "context.configure()"),
    (["upgrade", "head"], "context.get_starting_revision_argument()"),
    (["upgrade", "head"], "context.configure(connection=connection)\n        1 / 0"),
    (["upgrade", "head"], "nothing"),
]


def compare(tool, theirs, project, arguments, of):
    expected = theirs.run(arguments, project)
    words = "FAILED" in expected.stdout
    expect(expected.status == (255 if words else 1), f"Alembic's {arguments}, {of}, ends with {expected.status}\n{expected.text()}")
    for runtime in [] if tool.name == "alembic" else ["quick", "thorough"]:
        done = run(tool, ["--runtime", runtime, *arguments], project)
        said = f"{arguments}, {of} ({runtime}) ended with {done.returncode}:\n{done.stdout}---\n{done.stderr}"
        expect(done.returncode == 255, said)
        expect(("FAILED: " in done.stdout) == words and ("FAILED: " in done.stderr) != words, said)
        if words:
            expect(done.stdout == expected.stdout, f"Alembic says {expected.stdout}{said}")


@on("sqlite", "postgresql")
def test_failures_in_a_step(tool, folder, server, kind):
    theirs = Alembic()
    for step in STEPS + (OF_SQLITE if kind == "sqlite" else OF_POSTGRESQL):
        target = database(kind, folder, server)
        project = projects.make(folder / "project", target.url(), [TABLE, (step, "pass")])
        compare(tool, theirs, project, ["upgrade", "head"], step)
        shutil.rmtree(project)
        target.drop()
    theirs.close()


@on("sqlite")
def test_failures_of_commands(tool, folder, server, kind):
    theirs = Alembic()
    target = database(kind, folder, server)
    for number, (arguments, configured) in enumerate(COMMANDS):
        project = projects.make(folder / str(number), target.url(), [TABLE, ("pass", "pass")],
                                env=env(configured) if configured else projects.ENV)
        if not number:
            theirs.run(["upgrade", "r0001"], project)
        compare(tool, theirs, project, arguments, configured)
    theirs.close()
    target.drop()
