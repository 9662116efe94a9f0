"""Killed at any instant, the database is before or after a step: the next upgrade ends as an undisturbed one does."""

import os
import random
import signal
import time

from common import database, expect, must, on, run, same, start
from support import projects

STEPS = 50
KILLS = 20


def steps():
    found = []
    for n in range(1, STEPS + 1):
        up, down = projects.table_and_index(n)
        row = f"INSERT INTO thing_{n:05d} (id, name, made) VALUES ({n}, 'row', '2024-01-01 00:00:00')"
        up += f'\nop.execute("{row}")'
        if n > 1:  # a step that changes what an earlier one made: doing it twice, or half, would show
            up += f'\nop.add_column("thing_{n - 1:05d}", sa.Column("later", sa.Integer(), server_default="{n}"))'
            up += f'\nwith op.batch_alter_table("thing_{n - 1:05d}") as batch:'
            up += '\n    batch.alter_column("name", existing_type=sa.String(80), type_=sa.String(90))'
        found.append((up, down))
    return found


@on("sqlite", "postgresql")
def test_twenty_random_instants(tool, folder, server, kind):
    seed = int(os.environ.get("LIMBECK_TEST_SEED", random.randrange(10**6)))
    print(f"kill {kind}: seed {seed} (LIMBECK_TEST_SEED={seed} repeats it)")
    chance = random.Random(seed)

    calm = database(kind, folder, server, "calm")
    project = projects.make(folder / "calm", calm.url(), steps())
    begin = time.monotonic()
    must(run(tool, ["upgrade", "head"], project), "the undisturbed upgrade")
    whole = time.monotonic() - begin
    wanted = calm.dump()
    calm.drop()

    landed = 0
    for number in range(KILLS):
        disturbed = database(kind, folder, server, f"disturbed{number}")
        project = projects.make(folder / f"disturbed{number}", disturbed.url(), steps())
        process = start(tool, ["upgrade", "head"], project)
        time.sleep(whole * chance.uniform(0.02, 0.98))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        landed += process.returncode == -signal.SIGKILL
        must(run(tool, ["upgrade", "head"], project), f"kill {number} of seed {seed}: the upgrade after it")
        same(wanted, disturbed.dump(), f"kill {number} of seed {seed}: the database")
        disturbed.drop()
    expect(landed >= KILLS // 2, f"only {landed} of {KILLS} kills came before the end: nothing was tested")
