"""The server is killed in the middle: a message, status 255; after its recovery the next upgrade goes on."""

from common import both_runtimes, expect, must, on, refused, run, same, start, wait_for
from support import databases, postgres, projects

STEPS = 40


@on("postgresql")
@both_runtimes
def test_killed_in_the_middle(tool, folder, server, kind):
    steps = []
    for n in range(1, STEPS + 1):
        up, down = projects.table_and_index(n)
        steps.append((up + "\ntime.sleep(0.03)", down))
    with postgres.Server() as own:  # a server of its own: the other tests need theirs
        target = databases.PostgresqlDatabase(own)
        calm = databases.PostgresqlDatabase(own)
        must(run(tool, ["upgrade", "head"], projects.make(folder / "calm", calm.url(), steps)))
        wanted = calm.dump()

        project = projects.make(folder / "project", target.url(), steps)
        process = start(tool, ["upgrade", "head"], project)

        def under_way():
            try:
                return target.execute("SELECT count(*) > 5 FROM pg_tables WHERE tablename LIKE 'thing%'")[0][0]
            except Exception:
                return False

        expect(wait_for(under_way, 20), "the upgrade did not get under way")
        own.kill()
        output = "".join(process.communicate(timeout=60))
        refused(tool, process.returncode, output)
        expect("connection" in output, f"does not say that the connection was lost:\n{output}")
        own.launch()
        must(run(tool, ["upgrade", "head"], project), "the upgrade after the server's recovery")
        same(wanted, target.dump(), "the database in the end")


@on("postgresql")
@both_runtimes
def test_connection_terminated(tool, folder, server, kind):
    """Only this client's backend is terminated, as an administrator or a proxy does."""
    target = databases.PostgresqlDatabase(server())
    steps = [projects.table_and_index(1), ('op.execute("CREATE TABLE half (id integer)")\n'
                                           'op.execute("SELECT pg_sleep(30)")', "pass")]
    project = projects.make(folder / "project", target.url(), steps)
    must(run(tool, ["upgrade", "r0001"], project))
    before = target.dump()
    process = start(tool, ["upgrade", "head"], project)
    find = "FROM pg_stat_activity WHERE datname = current_database() AND query LIKE %s AND pid <> pg_backend_pid()"
    asleep = "%pg_sleep(30)%"
    expect(wait_for(lambda: target.execute(f"SELECT count(*) {find} AND state = 'active'", asleep)[0][0], 20),
           "the statement did not start")
    target.execute(f"SELECT pg_terminate_backend(pid) {find}", asleep)
    output = "".join(process.communicate(timeout=60))
    refused(tool, process.returncode, output)
    expect("terminat" in output, f"does not say why:\n{output}")
    same(before, target.dump(), "the database afterwards")
    target.drop()
