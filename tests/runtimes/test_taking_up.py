"""Two runtimes: what a script needs of SQLAlchemy itself it gets, nothing is done twice, and the step stays limbeck's."""

from common import database, expect, must, on, run
from support import projects

TABLE = ('op.create_table("person", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)))',
         'op.drop_table("person")')
MODEL = '''
from sqlalchemy.orm import DeclarativeBase, Mapped, {name}, mapped_column
class Base(DeclarativeBase):
    pass
class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
'''
SESSION = MODEL.format(name="Session") + '''
with Session(op.get_bind()) as session:
    session.add_all([Person(id=1, name="Ada"), Person(id=2, name="Bob")])
    session.flush()
    session.get(Person, 2).name = "Bea"
    session.commit()
'''
# What the source does not tell: a module of the project opens the session.
HELPER = "import sqlalchemy as sa\n" + MODEL.format(name="Session") + '''
def fill(bind):
    with Session(bind) as session:
        session.add(Person(id=1, name="Ada"))
        session.commit()
'''
CALLS = "import helper\nhelper.fill(op.get_bind())"
WORDS = "run with SQLAlchemy itself"
ENV = "from logging.config import fileConfig\n" + projects.ENV.replace(
    "url =", "fileConfig(context.config.config_file_name, disable_existing_loggers=False)\nurl =", 1)


def project_of(folder, target, steps, env=ENV, settings=""):
    made = projects.make(folder / "project", target.url(), steps, env=env)
    (made / "helper.py").write_text(HELPER)
    if settings:
        with open(made / "alembic.ini", "a") as file:
            file.write(f"\n[limbeck]\n{settings}\n")
    return made


def names(target):
    return [row[0] for row in target.execute("SELECT name FROM person ORDER BY id")]


def at(target):
    return [row[0] for row in target.execute("SELECT version_num FROM alembic_version")]


def refused(tool, arguments, project, *words):
    done = run(tool, arguments, project)
    said = done.stdout + done.stderr
    expect(done.returncode == 255, f"ended with {done.returncode}, not 255:\n{said}")
    for word in words:
        expect(word in said, f"does not say {word!r}:\n{said}")
    return said


@on("sqlite", "postgresql")
def test_a_session_is_known_from_the_source(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, (SESSION, 'op.execute("DELETE FROM person")'),
                                          projects.table_and_index(3)])
    said = must(run(tool, ["upgrade", "head"], project)).stderr
    expect(said.count(f"r0002 uses Session: {WORDS}") == 1, said)
    expect(said.count("Context impl") == 1 and said.count("Running upgrade") == 3, said)
    expect(names(target) == ["Ada", "Bea"] and at(target) == ["r0003"], (names(target), at(target)))
    must(run(tool, ["downgrade", "base"], project))
    expect(at(target) == [], at(target))
    target.drop()


@on("sqlite", "postgresql")
def test_a_session_of_another_module_is_met_on_the_way(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, ("print('before')\n" + CALLS, "pass"), projects.table_and_index(3)])
    said = must(run(tool, ["upgrade", "head"], project)).stderr
    expect(WORDS in said and said.count("Running upgrade  -> r0001") == 1, said)
    expect(names(target) == ["Ada"] and at(target) == ["r0003"], (names(target), at(target)))
    target.drop()


@on("sqlite", "postgresql")
def test_steps_counted_from_where_it_was_are_not_counted_again(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, (CALLS, "pass"), projects.table_and_index(3)])
    refused(tool, ["upgrade", "+2"], project, "Session.add", "--runtime thorough")
    expect(names(target) == [] and at(target) == ["r0001"], (names(target), at(target)))
    must(run(tool, ["--runtime", "thorough", "upgrade", "+1"], project))
    expect(names(target) == ["Ada"] and at(target) == ["r0002"], (names(target), at(target)))
    target.drop()


@on("postgresql")
def test_what_is_committed_is_not_done_twice(tool, folder, server, kind):
    target = database(kind, folder, server)
    block = 'with op.get_context().autocommit_block():\n    op.execute("CREATE TABLE once (id integer)")\n'
    project = project_of(folder, target, [TABLE, (block + CALLS, "pass")])
    refused(tool, ["upgrade", "head"], project, "Session.add")
    expect(names(target) == [] and at(target) == ["r0001"], (names(target), at(target)))
    target.drop()


@on("sqlite", "postgresql")
def test_what_is_allowed_and_done_is_not_done_twice(tool, folder, server, kind):
    """A run that may write files is taken up as any other, unless it has written one."""
    write = 'with open("written", "a") as file:\n    file.write("once ")\n'
    for name, before in (("reads", ""), ("writes", write)):
        target = database(kind, folder, server, name)
        place = folder / name
        place.mkdir()
        project = project_of(place, target, [TABLE, (before + CALLS, "pass")], settings="allow = write, process")
        if not before:
            said = must(run(tool, ["upgrade", "head"], project)).stderr
            expect(WORDS in said and names(target) == ["Ada"], said)
        else:
            refused(tool, ["upgrade", "head"], project, "Session.add", "r0002: not run again with SQLAlchemy itself",
                    "--runtime thorough")
            expect((project / "written").read_text() == "once ", "the file was written again")
            expect(names(target) == [] and at(target) == ["r0001"], (names(target), at(target)))
        target.drop()


@on("sqlite", "postgresql")
def test_quick_refuses(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, (SESSION, "pass")], settings="runtime = quick")
    said = refused(tool, ["upgrade", "head"], project, "Session.add_all", "0002_step.py", "--runtime thorough")
    expect(WORDS not in said, said)
    expect(names(target) == [] and at(target) == ["r0001"], (names(target), at(target)))
    must(run(tool, ["--runtime", "auto", "upgrade", "head"], project))
    expect(names(target) == ["Ada", "Bea"], names(target))
    target.drop()


@on("sqlite", "postgresql")
def test_without_env_py(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, (SESSION, "pass")])
    (project / "env.py").unlink()
    (project / "script.py.mako").unlink()
    must(run(tool, ["upgrade", "head"], project))
    expect(names(target) == ["Ada", "Bea"] and at(target) == ["r0002"], (names(target), at(target)))
    target.drop()


@on("sqlite", "postgresql")
def test_a_failure_says_what_the_database_said(tool, folder, server, kind):
    target = database(kind, folder, server)
    twice = MODEL.format(name="Session") + '''
with Session(op.get_bind()) as session:
    session.add(Person(id=1, name="Ada"))
    session.flush()
    session.execute(sa.text("INSERT INTO person (id, name) VALUES (1, 'again')"))
'''
    project = project_of(folder, target, [TABLE, (twice, "pass")])
    words = "duplicate key value" if kind == "postgresql" else "UNIQUE constraint failed"
    said = refused(tool, ["upgrade", "head"], project, words, "0002_step.py", "INSERT INTO person")
    expect("transaction of its step" not in said, said)
    expect(names(target) == [] and at(target) == ["r0001"], (names(target), at(target)))
    target.drop()


@on("sqlite", "postgresql")
def test_asynchronous_engines(tool, folder, server, kind):
    target = database(kind, folder, server)
    env = '''
import asyncio
from alembic import context
from sqlalchemy import pool
from sqlalchemy.ext.asyncio import async_engine_from_config

def migrate(connection):
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()

async def main():
    section = context.config.get_section(context.config.config_ini_section)
    engine = async_engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()

asyncio.run(main())
'''
    project = project_of(folder, target, [TABLE, (SESSION, "pass")], env=env)
    settings = (project / "alembic.ini").read_text()
    url = target.url().replace("psycopg2", "asyncpg").replace("sqlite:", "sqlite+aiosqlite:")
    (project / "alembic.ini").write_text(settings.replace(target.url(), url))
    must(run(tool, ["upgrade", "head"], project))
    expect(names(target) == ["Ada", "Bea"] and at(target) == ["r0002"], (names(target), at(target)))
    target.drop()


@on("sqlite", "postgresql")
def test_a_plan_changes_nothing(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, (SESSION, "pass")])
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()
    done = run(tool, ["upgrade", "head", "--plan"], project)
    # On PostgreSQL a plan ends where a script reads what it would have changed.
    expect(done.returncode == (0 if kind == "sqlite" else 255), done.stdout + done.stderr)
    expect("INSERT INTO person" in done.stdout and "Ada" in done.stdout, done.stdout)
    expect(target.dump() == before and names(target) == [], "the plan has changed the database")
    target.drop()


@on("sqlite", "postgresql")
def test_offline_as_the_quick_one(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, projects.table_and_index(2)])
    quick = must(run(tool, ["upgrade", "head", "--sql"], project)).stdout
    thorough = must(run(tool, ["--runtime", "thorough", "upgrade", "head", "--sql"], project)).stdout
    expect(quick == thorough, f"{quick}\nis not\n{thorough}")
    target.drop()


@on("sqlite")
def test_a_word_that_is_none(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE], settings="runtime = slow")
    refused(tool, ["upgrade", "head"], project, "there is no runtime 'slow'", "auto, quick or thorough")
    expect(not target.dump(), "something was made")


GENERIC = """
from alembic import context
from sqlalchemy import engine_from_config, pool
config = context.config
with engine_from_config(config.get_section("alembic", {}), prefix="sqlalchemy.", poolclass=pool.NullPool).connect() as c:
    context.configure(connection=c, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
"""
ASYNC = """
import asyncio
from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine

def run(connection):
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()

async def main():
    async with create_async_engine("sqlite+aiosqlite:///elsewhere.db").connect() as connection:
        await connection.run_sync(run)

asyncio.run(main())
"""


@on("sqlite", "postgresql")
def test_the_url_of_the_command_wins(tool, folder, server, kind):
    """Whatever env.py says: also where the run is taken up in the midst of it."""
    for number, (env, url, driver) in enumerate((
            (projects.ENV, "sqlite:///elsewhere.db", None), (GENERIC, "sqlite:///elsewhere.db", None),
            (GENERIC, None, None), (ASYNC, "sqlite:///elsewhere.db", None),
            (projects.ENV, "sqlite:///elsewhere.db", "async"))):
        below = folder / str(number)
        below.mkdir()
        target = database(kind, below, server)
        project = projects.make(below / "project", url or "URL", [TABLE, (CALLS, "pass")], env=env)
        (project / "helper.py").write_text(HELPER)
        if url is None:
            ini = project / "alembic.ini"
            ini.write_text(ini.read_text().replace("sqlalchemy.url = URL\n", ""))
        asked = target.url()
        if driver:
            asked = "sqlite+aiosqlite" + asked[asked.index(":"):] if kind == "sqlite" else \
                "postgresql+asyncpg" + asked[asked.index(":"):]
        must(run(tool, ["--url", asked, "upgrade", "head"], project))
        expect(names(target) == ["Ada"] and at(target) == ["r0002"], f"{number}: {names(target)}")
        must(run(tool, ["--url", asked, "--runtime", "thorough", "downgrade", "r0001"], project))
        expect(at(target) == ["r0001"], f"{number}: at {at(target)}")
        expect(not (project / "elsewhere.db").exists(), f"{number}: a database that env.py names was made")
        target.drop()
