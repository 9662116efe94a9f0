"""[limbeck] log_table: one row for each step, in the transaction of the step; Alembic goes on as though it were not."""

import subprocess
import sys
import time

from common import both_runtimes, database, expect, must, on, run, same
from kills import Kills
from support import projects
from support.tools import clean_environment

TABLE = ('op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))', 'op.drop_table("account")')


def project_with_log(folder, url, steps, name="limbeck_log"):
    project = projects.make(folder, url, steps)
    with open(project / "alembic.ini", "a") as file:
        file.write(f"\n[limbeck]\nlog_table = {name}\n")
    return project


def rows(target, columns="revision, direction, from_versions, to_versions", table="limbeck_log"):
    return [tuple(row) for row in target.execute(f"SELECT {columns} FROM {table} ORDER BY id")]


@on("sqlite", "postgresql")
@both_runtimes
def test_one_row_for_each_step(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_with_log(folder / "project", target.url(), [TABLE, projects.table_and_index(2)])
    must(run(tool, ["upgrade", "head"], project))
    must(run(tool, ["downgrade", "-1"], project))
    must(run(tool, ["stamp", "head"], project))
    found = rows(target)
    expect(found == [("r0001", "upgrade", None, "r0001"), ("r0002", "upgrade", "r0001", "r0002"),
                     ("r0002", "downgrade", "r0002", "r0001"), ("r0002", "stamp", "r0001", "r0002")], found)
    for by, duration, version in rows(target, "applied_by, duration_ms, limbeck_version"):
        expect("@" in by and 0 <= duration < 60000 and version, (by, duration, version))
    user = rows(target, "database_user")[0][0]
    expect(user == ("postgres" if kind == "postgresql" else None) or kind == "postgresql", user)
    page = must(run(tool, ["status"], project)).stdout
    expect("(applied " in page and "UTC by" in page, page)
    expect("UTC by" in must(run(tool, ["history", "--applied"], project)).stdout, "history --applied says nothing")
    target.drop()


@on("sqlite", "postgresql")
def test_what_a_stamp_takes_back_is_not_applied(tool, folder, server, kind):
    target = database(kind, folder, server)
    steps = [TABLE, projects.table_and_index(2), projects.table_and_index(3)]
    project = project_with_log(folder / "project", target.url(), steps)
    must(run(tool, ["upgrade", "head"], project))
    must(run(tool, ["stamp", "r0001"], project))
    third, second, first = must(run(tool, ["history", "--applied"], project)).stdout.splitlines()
    expect("applied" not in third + second and "stamped" in first, first + second + third)
    must(run(tool, ["stamp", "base"], project))
    said = must(run(tool, ["history", "--applied"], project)).stdout
    expect("applied" not in said, said)
    target.execute("INSERT INTO alembic_version (version_num) VALUES ('elsewhere')")
    must(run(tool, ["history", "--applied"], project))
    target.drop()


@on("sqlite", "postgresql")
def test_a_table_of_somebody_else(tool, folder, server, kind):
    target = database(kind, folder, server)
    target.execute("CREATE TABLE limbeck_log (id integer primary key, what text)")
    project = project_with_log(folder / "project", target.url(), [('open("ran")', "pass")])
    for words, verb in ((["upgrade", "head"], "written to"), (["history", "--applied"], "read")):
        done = must(run(tool, words, project), status=255)
        expect(f"the log table 'limbeck_log' cannot be {verb}: " in done.stderr, done.stderr)
        expect("It needs the columns id, revision, direction" in done.stderr, done.stderr)
        expect("FileNotFoundError" not in done.stderr, "the step was run")
    page = must(run(tool, ["status"], project)).stdout
    expect("log table      the log table 'limbeck_log' cannot be read" in page, page)
    target.drop()


@on("sqlite", "postgresql")
def test_it_takes_the_database_s_time(tool, folder, server, kind):
    target = database(kind, folder, server)
    slow = 'op.execute("SELECT pg_sleep(0.4)")' if kind == "postgresql" else "time.sleep(0.4)"
    project = project_with_log(folder / "project", target.url(), [(slow, "pass")])
    must(run(tool, ["upgrade", "head"], project))
    [(duration,)] = rows(target, "duration_ms")
    expect(400 <= duration < 30000, duration)
    target.drop()


@on("sqlite", "postgresql")
@both_runtimes
def test_a_step_that_fails_has_no_row(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_with_log(folder / "project", target.url(), [TABLE, ('raise RuntimeError("no")', "pass")])
    must(run(tool, ["upgrade", "head"], project), status=255)
    expect([row[0] for row in rows(target)] == ["r0001"], rows(target))
    target.drop()


@on("sqlite", "postgresql")
def test_killed_between_step_and_row(tool, folder, server, kind):
    """However it ends, there is a row for each step that the version table knows, and for no other."""
    count = 120
    steps = [projects.table_and_index(n) for n in range(1, count + 1)]
    calm = database(kind, folder, server, "calm")
    project = project_with_log(folder / "calm", calm.url(), steps)
    begin = time.monotonic()
    must(run(tool, ["upgrade", "head"], project), "the undisturbed upgrade")
    whole = time.monotonic() - begin
    calm.drop()
    kills, within = Kills(kind), 0
    for attempt in range(12):
        target = database(kind, folder, server, f"killed{attempt}")
        project = project_with_log(folder / f"project{attempt}", target.url(), steps)
        kills.during(tool, ["upgrade", "head"], project, whole)
        tables = str(target.dump())
        logged = [row[0] for row in rows(target)] if "limbeck_log" in tables else []
        [at] = [row[0] for row in target.execute("SELECT version_num FROM alembic_version")] or [None] \
            if "alembic_version" in tables else [None]
        expect(logged == [f"r{n:04d}" for n in range(1, int(at[1:]) + 1 if at else 1)], f"{at}: {logged}")
        within += 0 < len(logged) < count
        must(run(tool, ["upgrade", "head"], project))
        expect(len(rows(target)) == count, rows(target))
        target.drop()
    kills.check()
    expect(within, f"none of {kills.landed} kills came between the first step and the last: nothing was tested")


@on("sqlite", "postgresql")
def test_not_with_sql(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_with_log(folder / "project", target.url(), [TABLE])
    expect("limbeck_log" not in must(run(tool, ["upgrade", "--sql", "head"], project)).stdout, "--sql writes to it")
    planned = must(run(tool, ["upgrade", "--plan", "head"], project)).stdout
    expect("CREATE TABLE limbeck_log" in planned and "INSERT INTO limbeck_log" not in planned, planned)
    expect("limbeck_log" not in str(target.dump()), "the plan has made it")
    target.drop()


@on("postgresql")
def test_a_schema_of_its_own(tool, folder, server, kind):
    target = database(kind, folder, server)
    target.execute("CREATE SCHEMA admin")
    project = project_with_log(folder / "project", target.url(), [TABLE], "admin.deployments")
    must(run(tool, ["upgrade", "head"], project))
    expect([row[0] for row in rows(target, table="admin.deployments")] == ["r0001"], "no row")
    target.drop()


@on("postgresql")
def test_a_role_that_may_not_make_it(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = project_with_log(folder / "project", target.url(), [('open("ran")', "pass")], "closed.log")
    target.execute("CREATE SCHEMA closed")
    role = f"writer_{target.name}"
    target.execute(f"CREATE ROLE {role} LOGIN")
    try:
        target.execute(f"GRANT CREATE ON SCHEMA public TO {role}")
        target.execute(f"GRANT USAGE ON SCHEMA closed TO {role}")
        url = target.url()
        url = url[:url.index("://") + 3] + role + url[url.index("@"):]
        done = must(run(tool, ["--url", url, "upgrade", "head"], project), status=255)
        expect("the log table 'closed.log' cannot be made" in done.stderr, done.stderr)
        expect("FileNotFoundError" not in done.stderr, "the step was run")
        target.execute("CREATE TABLE closed.log (id serial, revision text, direction text, from_versions text, "
                       "to_versions text, applied_at timestamp, applied_by text, database_user text, "
                       "duration_ms bigint, limbeck_version text)")
        target.execute(f"GRANT SELECT ON closed.log TO {role}")
        done = must(run(tool, ["--url", url, "upgrade", "head"], project), status=255)
        expect("the log table 'closed.log' cannot be written to" in done.stderr, done.stderr)
        expect("FileNotFoundError" not in done.stderr, "the step was run")
    finally:
        target.drop()
        connection = server().connect("postgres")
        with connection.cursor() as cursor:
            cursor.execute(f"DROP ROLE {role}")
        connection.close()


@on("sqlite", "postgresql")
def test_alembic_goes_on_and_limbeck_after_it(tool, folder, server, kind):
    target = database(kind, folder, server)
    steps = [TABLE, projects.table_and_index(2), projects.table_and_index(3)]
    project = project_with_log(folder / "project", target.url(), steps)
    must(run(tool, ["upgrade", "r0001"], project))
    done = subprocess.run([sys.executable, "-m", "alembic", "upgrade", "r0002"], cwd=project, text=True,
                          env=clean_environment(), capture_output=True, timeout=120)
    must(done, "Alembic")
    must(run(tool, ["upgrade", "head"], project))
    expect([row[0] for row in rows(target)] == ["r0001", "r0003"], rows(target))
    same([("r0003",)], [tuple(row) for row in target.execute("SELECT version_num FROM alembic_version")], "the version")
    target.drop()
