"""`[limbeck] target = URL`: another database as what a database ought to be. It is only read."""

from common import database, expect, on
from project import Project
from test_schema_sql import EVERYTHING, SHOP


@on("sqlite", "postgresql")
def test_another_database(tool, folder, server, kind):
    base, other = database(kind, folder, server), database(kind, folder, server, "other")
    other.script(SHOP[kind] if kind == "sqlite" else SHOP[kind] + EVERYTHING.replace("mood", "mood2"))
    before = other.dump()
    if kind == "postgresql":
        base.script("CREATE SCHEMA app")
    project = Project(tool, folder, base, other.url())
    project.up_and_down()
    if kind == "postgresql":  # SQLite keeps texts as they were written
        expect(base.structure() == other.structure(), "the structures differ")
    expect(other.dump() == before, "the target was changed")


@on("sqlite", "postgresql")
def test_bad_urls(tool, folder, server, kind):
    base = database(kind, folder, server)
    elsewhere = "postgresql://u:secret@localhost:1/x" if kind == "sqlite" else f"sqlite:///{folder}/x.db"
    Project(tool, folder, base, elsewhere, name="kind").refuses("is a database of another kind")
    gone = f"sqlite:///{folder}/missing/x.db" if kind == "sqlite" else base.url().rpartition("/")[0] + "/nowhere_at_all"
    Project(tool, folder, base, gone, name="gone").refuses("nowhere_at_all" if kind == "postgresql" else "missing")
    empty = database(kind, folder, server, "empty")
    said = Project(tool, folder, base, empty.url(), name="empty").refuses("has nothing in it")
    expect("secret" not in said, said)
