"""How much is asked of a database does not grow with the number of its tables. Numbers are asserted, never seconds."""

import sys
from pathlib import Path

from common import alone, expect, must, run
from support import databases

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

import many_tables  # noqa: E402

CLEAN = "No new upgrade operations detected."


def statements(tool, folder, server, count, words, said, more=""):
    target = databases.PostgresqlDatabase(server())
    project = many_tables.project(folder / f"{words[0]}-{count}", target, count)
    many_tables.write_models(project, target.kind, count, more)
    output = []
    sent = many_tables.statements(server(), target, lambda: output.append(must(run(tool, words, project), words[0])))
    target.drop()
    expect(said in output[0].stdout, output[0].stdout + output[0].stderr)
    return sent


@alone
def test_check_asks_no_more_of_more_tables(tool, folder, server):
    if tool.name == "alembic":
        return
    few, many = (many_tables.of_catalogue(statements(tool, folder, server, count, ["check"], CLEAN))
                 for count in (20, 300))
    expect(few, "nothing was seen of the catalogue queries")
    expect(len(few) == len(many), f"{len(few)} queries for 20 tables, {len(many)} for 300:\n" + "\n".join(many)[:3000])
    expect(len(many) <= 25, f"{len(many)} catalogue queries:\n" + "\n".join(many)[:3000])


@alone
def test_one_change_is_proved_without_the_other_tables(tool, folder, server):
    if tool.name == "alembic":
        return
    words = ["revision", "--autogenerate", "-m", "fresh"]
    more = 'Table("thing_00005", metadata, Column("fresh", Text), extend_existing=True)\n'
    few, many = (statements(tool, folder, server, count, words, "done", more) for count in (20, 300))
    asked = [len(many_tables.of_catalogue(sent)) for sent in (few, many)]
    expect(asked[0] == asked[1], f"{asked[0]} queries for 20 tables, {asked[1]} for 300")
    text = "\n".join(many)
    expect("thing_00005" in text, "the changed table was not copied:\n" + text[:3000])
    expect("thing_00007" not in text, "a table was copied that nothing changes:\n" + text[:3000])
