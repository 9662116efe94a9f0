"""Eight deployers at once: one works, the others wait, and find nothing to do."""

import os

from common import both_runtimes, database, expect, on, start
from support import projects
from support.results import Failure

DEPLOYERS = int(os.environ.get("LIMBECK_TEST_DEPLOYERS", "8"))
STEPS = 12


@on("sqlite", "postgresql", "mariadb")
@both_runtimes
def test_eight_upgrades(tool, folder, server, kind):
    shared = database(kind, folder, server)
    steps = [('op.execute("CREATE TABLE log (step INTEGER)")\nop.execute("INSERT INTO log VALUES (1)")', "pass")]
    for n in range(2, STEPS + 1):
        steps.append((f'op.execute("INSERT INTO log VALUES ({n})")\n'
                      f'op.create_table("t{n}", sa.Column("id", sa.Integer(), primary_key=True))\ntime.sleep(0.02)',
                      "pass"))
    project = projects.make(folder / "project", shared.url(), steps)
    processes = [start(tool, ["upgrade", "head"], project) for _ in range(DEPLOYERS)]
    outputs = [p.communicate(timeout=180) for p in processes]
    failed = [(p.returncode, out[0] + out[1]) for p, out in zip(processes, outputs) if p.returncode]
    if failed:
        raise Failure(f"{len(failed)} of {DEPLOYERS} failed; the first with {failed[0][0]}:\n{failed[0][1][-2000:]}")
    log = [row[0] for row in shared.execute("SELECT step FROM log ORDER BY step")]
    expect(log == list(range(1, STEPS + 1)), f"the steps ran as {log}")
    versions = shared.execute("SELECT version_num FROM alembic_version")
    expect([tuple(v) for v in versions] == [(f"r{STEPS:04d}",)], f"the version table says {versions}")
    shared.drop()
