"""What env.py does by itself is really done, or said not to be: nothing is passed over in silence."""

from common import database, expect, must, on, run
from support import projects

TABLE = 'op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)))', "pass"
LOGGED = "from logging.config import fileConfig\n" + projects.ENV.replace(
    "url =", "fileConfig(context.config.config_file_name, disable_existing_loggers=False)\nurl =", 1)
BOTH = ("quick", "thorough")


def project_of(folder, target, steps, env, settings=""):
    made = projects.make(folder / "project", target.url(), steps, env=env)
    if settings:
        with open(made / "alembic.ini", "a") as file:
            file.write(f"\n[limbeck]\n{settings}\n")
    return made


def at(target):
    found = target.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'" if target.kind == "sqlite" else
                           "SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL")
    return [row[0] for row in target.execute("SELECT version_num FROM alembic_version")] if found else []


USED = '''
from alembic import context
from sqlalchemy import create_engine, text
engine = create_engine(context.config.get_main_option("sqlalchemy.url"))
with engine.{how}() as connection:
    connection.execute(text("CREATE TABLE IF NOT EXISTS before_it (x INTEGER)"))
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
    {end}
'''


@on("sqlite", "postgresql")
def test_a_connection_that_was_used_before(tool, folder, server, kind):
    """Alembic says "Running upgrade", saves nothing, and ends with 0."""
    for runtime in BOTH:
        for number, (how, end, saved) in enumerate((("connect", "pass", False), ("connect", "connection.rollback()", False),
                                                    ("connect", "connection.commit()", True), ("begin", "pass", True))):
            place = folder / f"{runtime}{number}"
            place.mkdir()
            target = database(kind, place, server)
            project = project_of(place, target, [TABLE, projects.table_and_index(2)], USED.format(how=how, end=end))
            done = run(tool, ["--runtime", runtime, "upgrade", "head"], project)
            said = f"{runtime}, {how}, {end}: {done.stdout}{done.stderr}"
            if saved:
                expect(done.returncode == 0 and at(target) == ["r0002"], said)
            elif at(target) != ["r0002"]:  # sqlite3 begins no transaction for what is no INSERT: then limbeck's is its own
                expect(done.returncode == 255 and "nothing of them is saved" in done.stderr and "engine.begin()" in said, said)
                expect(at(target) == [], at(target))
            else:
                expect(done.returncode == 0 and (kind, runtime) == ("sqlite", "thorough"), said)
            # Where there is nothing to do nothing is lost.
            must(run(tool, ["--runtime", runtime, "current"], project), said)
            target.drop()


DRIVERS = {
    "postgresql": '''
import psycopg2
place = context.config.get_main_option("sqlalchemy.url").replace("+psycopg2", "")
with psycopg2.connect(place) as connection:
    connection.cursor().execute("CREATE SCHEMA IF NOT EXISTS tenant")
connection.close()
''',
    "sqlite": '''
import sqlite3
connection = sqlite3.connect(context.config.get_main_option("sqlalchemy.url").replace("sqlite:///", ""))
connection.execute("CREATE TABLE IF NOT EXISTS tenant (x)")
connection.close()
'''}


@on("sqlite", "postgresql")
def test_work_on_a_drivers_own_connection(tool, folder, server, kind):
    env = LOGGED.replace("if context.is_offline_mode", DRIVERS[kind] + "\nif context.is_offline_mode", 1)
    there = "SELECT 1 FROM sqlite_master WHERE name = 'tenant'" if kind == "sqlite" else \
        "SELECT 1 FROM pg_namespace WHERE nspname = 'tenant'"
    for runtime in ("auto", *BOTH):
        place = folder / runtime
        place.mkdir()
        target = database(kind, place, server)
        project = project_of(place, target, [TABLE], env, f"runtime = {runtime}")
        done = run(tool, ["upgrade", "head"], project)
        said = f"{runtime}: {done.stdout}{done.stderr}"
        if runtime == "quick" and kind == "postgresql":
            expect(done.returncode == 255 and "a connection made by" in said and at(target) == [], said)
        else:
            expect(done.returncode == 0 and at(target) == ["r0001"] and target.execute(there), said)
            taken_up = runtime == "auto" and kind == "postgresql"  # sqlite3 stands in for itself in both
            expect(("run with SQLAlchemy itself" in said) == taken_up, said)
        target.drop()


@on("sqlite")
def test_a_driver_that_nobody_stands_in_for(tool, folder, server, kind):
    """Also where env.py waits for its server."""
    env = LOGGED.replace("if context.is_offline_mode", '''
import oracledb
while True:
    try:
        oracledb.connect(host="db")
        break
    except oracledb.OperationalError:
        continue
if context.is_offline_mode''', 1)
    target = database(kind, folder, server)
    done = run(tool, ["upgrade", "head"], project_of(folder, target, [TABLE], env))
    said = done.stdout + done.stderr
    expect(done.returncode == 255 and "a connection made by `oracledb.connect()`" in said and at(target) == [], said)


@on("sqlite", "postgresql")
def test_listeners_hear(tool, folder, server, kind):
    env = '''
from sqlalchemy import event
from sqlalchemy.engine import Engine
@event.listens_for(Engine, "begin")
def begun(connection):
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS heard (x INTEGER)")
''' + LOGGED
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE], env)
    said = must(run(tool, ["upgrade", "head"], project)).stderr
    expect("a listener to begin of connections is not supported: run with SQLAlchemy itself" in said, said)
    expect(at(target) == ["r0001"] and target.execute("SELECT count(*) FROM heard")[0][0] == 0, said)
    target.drop()


@on("sqlite", "postgresql")
def test_what_judges_attributes_judges(tool, folder, server, kind):
    model = '''
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates
class Base(DeclarativeBase):
    pass
class Person(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    @validates("name")
    def capital(self, key, value):
        return value.upper()
person = Person(id=1, name="ada")
op.execute(sa.insert(Person.__table__).values(id=person.id, name=person.name))
''', "pass"
    target = database(kind, folder, server)
    project = project_of(folder, target, [TABLE, model], LOGGED)
    said = must(run(tool, ["upgrade", "head"], project)).stderr
    expect("an instance of Person" in said, said)
    expect(target.execute("SELECT name FROM t") == [("ADA",)], target.dump())
    target.drop()
