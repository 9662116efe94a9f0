"""A server that is far away: a step whose script reads nothing costs one round trip, and nothing is lost by that."""

from common import database, expect, must, on, refused, run
from support import projects
from support.proxy import Line


def project_through(line, folder, target, server, steps):
    url = target.url()
    expect(f":{server().port}/" in url, url)
    return projects.make(folder / "project", url.replace(f":{server().port}/", f":{line.port}/"), steps)


def questions_of(line, tool, arguments, project):
    before = line.questions
    must(run(tool, arguments, project))
    return line.questions - before


@on("postgresql")
def test_one_round_trip_for_a_step(tool, folder, server, kind):
    target = database(kind, folder, server)
    with Line(server().port) as line:
        project = project_through(line, folder, target, server, [projects.table_and_index(n) for n in range(1, 61)])
        first = questions_of(line, tool, ["upgrade", "+10"], project)
        second = questions_of(line, tool, ["upgrade", "head"], project)
        down = questions_of(line, tool, ["downgrade", "base"], project)
    # A script that is held up between its statements (a busy machine) sends what it has.
    expect(second - first <= 60, f"{first} questions for 10 steps, {second} for 50")
    expect(down <= 90, f"{down} questions for 60 steps")
    target.drop()


@on("postgresql")
def test_a_wrong_number_of_version_rows_commits_nothing(tool, folder, server, kind):
    """The number is looked at by the server itself, before it reaches the COMMIT that came with the statement."""
    target = database(kind, folder, server)
    steps = [("op.execute('CREATE TABLE a (x integer)')", "pass"),
             ("op.execute('DELETE FROM alembic_version')\nop.execute('CREATE TABLE b (x integer)')", "pass"),
             ("op.execute('CREATE TABLE c (x integer)')", "pass")]
    project = projects.make(folder / "project", target.url(), steps)
    done = run(tool, ["upgrade", "head"], project)
    said = done.stdout + done.stderr
    refused(tool, done.returncode, said)
    expect("expected to match one row" in said and "; 0 found" in said and "limbeck_rows" not in said, said)
    tables = [row[0] for row in target.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")]
    expect(tables == ["a", "alembic_version"], tables)
    expect([row[0] for row in target.execute("SELECT version_num FROM alembic_version")] == ["r0001"], said)
    target.drop()
