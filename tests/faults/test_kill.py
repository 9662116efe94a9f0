"""Killed at any instant, the database is before or after a step: the next upgrade ends as an undisturbed one does."""

import time

from common import database, must, on, run, same
from kills import Kills
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
    calm = database(kind, folder, server, "calm")
    project = projects.make(folder / "calm", calm.url(), steps())
    begin = time.monotonic()
    must(run(tool, ["upgrade", "head"], project), "the undisturbed upgrade")
    whole = time.monotonic() - begin
    wanted = calm.dump()
    calm.drop()

    kills = Kills(kind)
    for number in range(KILLS):
        disturbed = database(kind, folder, server, f"disturbed{number}")
        project = projects.make(folder / f"disturbed{number}", disturbed.url(), steps())
        this = kills.during(tool, ["upgrade", "head"], project, whole)
        must(run(tool, ["upgrade", "head"], project), f"{this}: the upgrade after it")
        same(wanted, disturbed.dump(), f"{this}: the database")
        disturbed.drop()
    kills.check()
