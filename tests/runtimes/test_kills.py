"""Killed at any instant, a run on SQLAlchemy itself leaves the database before or after a step, never inside."""

import time

from common import database, expect, must, on, run, same
from kills import Kills
from support import cases, projects
from support.turns import by_turns

STEPS, ROWS = 6, 40
KILLS_OF_A_CHAIN = 1
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
    kills = Kills(kind)
    start = time.monotonic()
    must(run(tool, ["upgrade", "head"], project))
    whole = time.monotonic() - start
    for _ in range(10):
        must(run(tool, ["stamp", "r0001"], project))
        target.execute("DELETE FROM note")
        this = kills.during(tool, ["upgrade", "head"], project, whole)
        done = int(target.execute("SELECT version_num FROM alembic_version")[0][0][1:])
        found = sorted(tuple(row) for row in target.execute("SELECT step, count(*) FROM note GROUP BY step"))
        expect(found == [(number, ROWS) for number in range(2, done + 1)], (this, done, found))
        must(run(tool, ["upgrade", "head"], project))
        found = sorted(tuple(row) for row in target.execute("SELECT step, count(*) FROM note GROUP BY step"))
        expect(found == [(number, ROWS) for number in range(2, STEPS + 1)], (this, found))
    kills.check()
    target.drop()


def prepared(case, kind, folder, server, name):
    """A database, the case's project for it, and what is in the environment."""
    place = folder / case.folder.name / name
    place.mkdir(parents=True)
    target = database(kind, place, server)
    return target, cases.materialise(case, place / "project", target), cases.environment(case, target)


@on("sqlite", "postgresql")
def test_chains_with_sessions(tool, folder, server, kind):
    """Whatever a Session does in the suite of ORM revisions: the rows in the end are those of an undisturbed run."""
    kills = Kills(kind)
    for turn, case in enumerate(cases.load_all(["orm/"])):
        # What an autocommit block has committed is there before its step is done: no promise is made of that.
        if any("autocommit_block" in path.read_text() for path in case.versions.glob("*.py")):
            continue
        if kind not in by_turns([one for one in ("sqlite", "postgresql") if one in case.databases], turn):
            continue
        words = [*case.options, "upgrade", case.target, *case.arguments]

        calm, project, environment = prepared(case, kind, folder, server, "calm")
        start = time.monotonic()
        must(run(tool, words, project, environment), case.name)
        whole = time.monotonic() - start
        wanted = calm.dump()
        calm.drop()
        for number in range(KILLS_OF_A_CHAIN):
            disturbed, project, environment = prepared(case, kind, folder, server, f"disturbed{number}")
            this = kills.during(tool, words, project, whole, env=environment)
            must(run(tool, words, project, environment), f"{case.name}, {this}: the upgrade after it")
            same(wanted, disturbed.dump(), f"{case.name}, {this}: the database")
            disturbed.drop()
    kills.check()
