"""Killed at any instant, a run on SQLAlchemy itself leaves the database before or after a step, never inside."""

import random
import subprocess
import time

from common import database, expect, must, on, run
from support import projects
from support.tools import clean_environment

STEPS, ROWS = 6, 40
CREATE = ('op.create_table("note", sa.Column("id", sa.Integer, primary_key=True), sa.Column("step", sa.Integer))',
          'op.drop_table("note")')
FILL = '''
from sqlalchemy.orm import Session, declarative_base
class Note(declarative_base()):
    __tablename__ = "note"
    id = sa.Column(sa.Integer, primary_key=True)
    step = sa.Column(sa.Integer)
with Session(op.get_bind()) as session:
    for _ in range({rows}):
        session.add(Note(step={step}))
        session.flush()
    session.commit()
'''


@on("sqlite", "postgresql")
def test_nothing_is_lost_or_done_twice(tool, folder, server, kind):
    target = database(kind, folder, server)
    steps = [CREATE] + [(FILL.format(step=number, rows=ROWS), "pass") for number in range(2, STEPS + 1)]
    project = projects.make(folder / "project", target.url(), steps)
    chance = random.Random(7)
    start = time.monotonic()
    must(run(tool, ["upgrade", "head"], project))
    whole = time.monotonic() - start
    for _ in range(10):
        must(run(tool, ["stamp", "r0001"], project))
        target.execute("DELETE FROM note")
        process = subprocess.Popen([*tool.argv, "upgrade", "head"], cwd=project, env=clean_environment(),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, whole))
        process.kill()
        process.wait()
        done = int(target.execute("SELECT version_num FROM alembic_version")[0][0][1:])
        found = sorted(tuple(row) for row in target.execute("SELECT step, count(*) FROM note GROUP BY step"))
        expect(found == [(number, ROWS) for number in range(2, done + 1)], (done, found))
        must(run(tool, ["upgrade", "head"], project))
        found = sorted(tuple(row) for row in target.execute("SELECT step, count(*) FROM note GROUP BY step"))
        expect(found == [(number, ROWS) for number in range(2, STEPS + 1)], found)
    target.drop()
