"""`status`: one page about project and database, which changes nothing."""

import json

from common import both_runtimes, database, expect, must, on, run, same
from support import projects

TABLE = ('op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))\n'
         'op.bulk_insert(sa.table("account", sa.column("id", sa.Integer)), [{"id": 1}, {"id": 2}])', "pass")
EMAIL = ('op.add_column("account", sa.Column("email", sa.String(20)))\n'
         'op.execute("UPDATE account SET email = \'none\'")\n'
         'op.get_bind().execute(sa.text("DELETE FROM account WHERE id = 2"))', "pass")
BROKEN = ('op.create_table("half", sa.Column("id", sa.Integer()))\nraise RuntimeError("enough of this")', "pass")


# In the thorough runtime operations are Alembic's own: the page has their statements.
ADDED = {"thorough": "ALTER TABLE account ADD COLUMN email VARCHAR(20)"}
CREATED = {"thorough": "CREATE TABLE thing_00003 ("}


def added(tool):
    return ADDED.get(tool.runtime, "add column account.email")


def created(tool):
    return CREATED.get(tool.runtime, "create table thing_00003")


def document(done):
    return json.loads(done.stdout)


@on("sqlite", "postgresql")
@both_runtimes
def test_what_is_pending(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE, EMAIL, projects.table_and_index(3)])
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()
    page = must(run(tool, ["status"], project)).stdout
    for words in ("r0003 step 3", "r0001 step 1", "Pending: 2 steps", "upgrade r0001 -> r0002, step 2",
                  f"    {added(tool)}\n", "    UPDATE account SET email = 'none'\n",
                  "    DELETE FROM account WHERE id = 2\n", created(tool), "alembic.ini", kind):
        expect(words in page, f"no {words!r} in:\n{page}")
    same(before, target.dump(), "the database after status")

    found = document(must(run(tool, ["status", "--format", "json"], project)))
    expect(found["revisions"] == 3 and [head["revision"] for head in found["heads"]] == ["r0003"], found)
    [state] = found["databases"]
    expect([at["revision"] for at in state["current"]] == ["r0001"] and state["dialect"] == kind, found)
    expect([step["revision"] for step in state["pending"]] == ["r0002", "r0003"], found)
    expect(state["pending"][0]["summary"][0] == added(tool), found)

    must(run(tool, ["upgrade", "head"], project))
    page = must(run(tool, ["status"], project)).stdout
    expect("nothing" in page and "Pending:" not in page, page)
    target.drop()


@on("sqlite", "postgresql")
@both_runtimes
def test_a_step_that_cannot_be_told(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE, BROKEN, projects.table_and_index(3)])
    page = must(run(tool, ["status"], project)).stdout
    expect("cannot be told: RuntimeError: enough of this" in page, page)
    expect(created(tool) in page, page)
    expect(target.dump() == [] or "thing_00003" not in str(target.dump()), "something was made")
    target.drop()


@on("postgresql")
@both_runtimes
def test_a_step_that_depends_on_another(tool, folder, server, kind):
    target = database(kind, folder, server)
    reads = ('op.get_bind().execute(sa.text("SELECT id FROM account")).fetchall()', "pass")
    project = projects.make(folder / "project", target.url(), [TABLE, reads, projects.table_and_index(3)])
    page = must(run(tool, ["status"], project)).stdout
    expect("cannot be told: " in page and created(tool) in page, page)
    target.drop()


@on("sqlite", "postgresql")
def test_a_revision_that_is_not_in_the_folder(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE])
    must(run(tool, ["upgrade", "head"], project))
    target.execute("UPDATE alembic_version SET version_num = 'elsewhere'")
    page = must(run(tool, ["status"], project)).stdout
    expect("elsewhere is not in this folder" in page, page)
    found = document(must(run(tool, ["status", "--format", "json"], project)))
    expect(found["databases"][0]["current"][0]["known"] is False and found["databases"][0]["pending"] is None, found)
    target.drop()


@on("sqlite")
def test_heads_that_are_not_merged(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE])
    (project / "versions" / "other.py").write_text(projects.revision(2, "pass", parent="r0001"))
    (project / "versions" / "third.py").write_text(projects.revision(3, "pass", parent="r0001"))
    page = must(run(tool, ["status"], project)).stdout
    expect("unmerged" in page and "limbeck merge" in page, page)


@on("postgresql")
def test_no_database(tool, folder, server, kind):
    url = "postgresql://nobody:secret@127.0.0.1:1/nowhere"
    project = projects.make(folder / "project", url, [TABLE])
    done = must(run(tool, ["status"], project), status=255)
    expect("r0001 step 1" in done.stdout, done.stdout)
    expect("FAILED" in done.stdout + done.stderr and "secret" not in done.stdout + done.stderr, done.stderr)
    found = document(run(tool, ["status", "--format", "json"], project))
    expect(found["databases"] == [] and found["error"], found)


@on("postgresql")
@both_runtimes
def test_tenants_of_one_database(tool, folder, server, kind):
    """Two version tables in one database: to each what is pending there."""
    target = database(kind, folder, server)
    target.execute("CREATE SCHEMA one")
    target.execute("CREATE SCHEMA two")
    env = """from alembic import context
from sqlalchemy import create_engine, text

for schema in ("one", "two"):
    with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
        connection.execute(text(f"SET search_path TO {schema}"))
        connection.commit()
        context.configure(connection=connection, version_table_schema=schema)
        with context.begin_transaction():
            context.run_migrations()
"""
    project = projects.make(folder / "project", target.url(), [TABLE, projects.table_and_index(2)], env=env)
    must(run(tool, ["upgrade", "head"], project))
    target.execute("UPDATE two.alembic_version SET version_num = 'r0001'")
    target.execute("DROP TABLE two.thing_00002")
    page = must(run(tool, ["status"], project)).stdout
    expect(page.count("Pending: 1 step\n") == 1 and page.count("nothing") == 1, page)
    expect("one.alembic_version" in page and "two.alembic_version" in page, page)
    found = document(must(run(tool, ["status", "--format", "json"], project)))
    expect([(state["version_table"], len(state["pending"])) for state in found["databases"]]
           == [("one.alembic_version", 0), ("two.alembic_version", 1)], found)
    target.drop()


@on("postgresql")
@both_runtimes
def test_a_server_that_goes_away(tool, folder, server, kind):
    target = database(kind, folder, server)
    end = ('op.get_bind().execute(sa.text("SELECT id, go_away() FROM account"))', "pass")
    project = projects.make(folder / "project", target.url(), [TABLE, end, projects.table_and_index(3)])
    must(run(tool, ["upgrade", "r0001"], project))
    target.execute("CREATE FUNCTION go_away() RETURNS boolean LANGUAGE sql AS "
                   "'SELECT pg_terminate_backend(pg_backend_pid())'")
    done = must(run(tool, ["status"], project), status=255)
    expect("the connection to the server is lost" in done.stderr, done.stderr)
    target.drop()


@on("sqlite", "postgresql")
def test_the_url_where_env_py_finds_none(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE])
    settings = (project / "alembic.ini").read_text().splitlines()
    (project / "alembic.ini").write_text("\n".join(x for x in settings if not x.startswith("sqlalchemy.url")) + "\n")
    must(run(tool, ["status"], project), status=255)
    page = must(run(tool, ["--url", target.url(), "status"], project)).stdout
    expect("Pending: 1 step\n" in page, page)
    target.drop()


@on("sqlite")
def test_many_steps(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [projects.table_and_index(n) for n in range(1, 31)])
    page = must(run(tool, ["status"], project)).stdout
    expect("Pending: 30 steps" in page and "… and 10 more" in page and "thing_00030" not in page, page)
    expect("thing_00030" in must(run(tool, ["status", "-v"], project)).stdout, "-v does not show all")
