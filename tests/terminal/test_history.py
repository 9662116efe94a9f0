"""history as a graph, as JSON and as pictures; heads, current and show as JSON."""

import json
import re

from support import projects
from support.results import Failure

# id, down_revision, depends_on, branch label
REVISIONS = [
    ("aaa1", None, None, None), ("aaa2", "aaa1", None, None), ("bbb1", "aaa1", None, "side"),
    ("bbb2", "bbb1", None, None), ("ccc1", None, None, "other"), ("ccc2", "ccc1", "aaa2", None),
    ("ddd1", ("aaa2", "bbb2"), None, None), ("ddd2", "ddd1", None, None),
]
GRAPH = """\
* ccc1 (aaa2) -> ccc2 (other) (head), make "ccc2"
* <base> -> ccc1 (other), make "ccc1"

* ddd1 -> ddd2 (side) (head), make "ddd2"
* aaa2, bbb2 -> ddd1 (side) (mergepoint), make "ddd1"
|\\
| * bbb1 -> bbb2 (side), make "bbb2"
| * aaa1 -> bbb1 (side), make "bbb1"
* | aaa1 -> aaa2, make "aaa2"
|/
* <base> -> aaa1 (branchpoint), make "aaa1"
"""


def expect(true, text):
    if not true:
        raise Failure(text)


def project(folder, url="sqlite:///database.db"):
    where = projects.make(folder / "project", url, [])
    for name, down, depends, label in REVISIONS:
        (where / "versions" / f"{name}.py").write_text(
            f"'''make \"{name}\"\n\nRevision ID: {name}\nCreate Date: 2026-01-31 12:30:00.123456\n\n'''\n"
            f"revision = {name!r}\ndown_revision = {down!r}\ndepends_on = {depends!r}\nbranch_labels = {label!r}\n"
            "def upgrade(): pass\ndef downgrade(): pass\n")
    return where


def output(tool, where, *arguments):
    done = tool.run(arguments, where)
    expect(done.status == 0, f"{arguments} ended with {done.status}:\n{done.text()}")
    return done.stdout


def document(tool, where, *arguments):
    return json.loads(output(tool, where, *arguments, "--format", "json"))


def ids(text):
    return re.findall(r"-> (\w+)", text)


def test_graph_has_the_lines_of_history(tool, folder, server):
    where = project(folder)
    for more in ([], ["-r", "aaa1:heads"], ["-r", ":bbb2"], ["-i"]):
        drawn = output(tool, where, "history", "--graph", *more)
        words = [re.sub(r"^[|/\\_* ]+", "", line) for line in drawn.splitlines() if "*" in line]
        expect(words == output(tool, where, "history", *more).splitlines(), f"{more}:\n{drawn}")
    verbose = output(tool, where, "history", "--graph", "-v")
    lines = [re.sub(r"^[|/\\_* ]+", "", line).strip() for line in verbose.splitlines()]
    words = "".join(line + "\n" for line in lines if line)
    plain = "".join(line.strip() + "\n" for line in output(tool, where, "history", "-v").splitlines() if line.strip())
    expect(words == plain, f"-v:\n{verbose}\n{words}\n{plain}")


def test_graph_draws_branches_merges_and_bases(tool, folder, server):
    where = project(folder)
    drawn = output(tool, where, "history", "--graph")
    expect(drawn == GRAPH, drawn)
    expect(output(tool, where, "history", "--graph", "-r", "bbb1:bbb2") == (
        '* bbb1 -> bbb2 (side), make "bbb2"\n* aaa1 -> bbb1 (side), make "bbb1"\n'), "a range")


def test_json(tool, folder, server):
    where = project(folder)
    found = document(tool, where, "history")
    expect([one["revision"] for one in found] == ids(output(tool, where, "history")), f"the order: {found}")
    by_id = {one["revision"]: one for one in found}
    expect(by_id["ddd1"] == {
        "revision": "ddd1", "down_revision": ["aaa2", "bbb2"], "branch_labels": by_id["ddd1"]["branch_labels"],
        "depends_on": [], "message": 'make "ddd1"',
        "long_message": 'make "ddd1"\n\nRevision ID: ddd1\nCreate Date: 2026-01-31 12:30:00.123456',
        "create_date": "2026-01-31 12:30:00.123456", "path": str(where.resolve() / "versions" / "ddd1.py"),
        "is_head": False, "is_base": False, "is_branch_point": False, "is_merge_point": True}, f"{by_id['ddd1']}")
    expect(by_id["ccc2"]["depends_on"] == ["aaa2"] and by_id["ccc2"]["is_head"], f"{by_id['ccc2']}")
    expect(by_id["aaa1"]["is_branch_point"] and by_id["aaa1"]["is_base"], f"{by_id['aaa1']}")
    expect(document(tool, where, "history", "-r", "ccc1:ccc2") == [by_id["ccc2"], by_id["ccc1"]], "a range")
    expect({one["revision"] for one in document(tool, where, "heads")} == {"ddd2", "ccc2"}, "heads")
    expect(document(tool, where, "show", "ccc1") == [by_id["ccc1"]], "show")


def test_json_of_a_database(tool, folder, server):
    where = project(folder, "sqlite:///database.db")
    expect(document(tool, where, "current") == [], "an empty database")
    output(tool, where, "upgrade", "bbb2")
    (current,) = document(tool, where, "current", "-v")
    expect(current["revision"] == "bbb2" and current["is_current"] and current["database"] == "sqlite:///database.db",
           f"{current}")
    marks = {one["revision"]: one["is_current"] for one in document(tool, where, "history", "-i")}
    expect([name for name, mark in marks.items() if mark] == ["bbb2"] and len(marks) == len(REVISIONS), f"{marks}")
    expect([one["revision"] for one in document(tool, where, "show", "current")] == ["bbb2"], "show current")


def test_revision_that_is_not_in_the_folder(tool, folder, server):
    where = project(folder)
    output(tool, where, "upgrade", "aaa1")
    (where / "versions" / "gone.py").write_text("revision = 'feed1'\ndown_revision = 'aaa1'\n"
                                                "def upgrade(): pass\ndef downgrade(): pass\n")
    output(tool, where, "upgrade", "feed1")
    (where / "versions" / "gone.py").unlink()
    done = tool.run(["current", "--format", "json"], where)
    expect(done.status == 255 and not done.stdout and "FAILED: Can't locate revision identified by 'feed1'\n" in done.stderr,
           done.text())


def test_pictures(tool, folder, server):
    where = project(folder)
    dot = output(tool, where, "history", "--format", "dot")
    expect(r'"ddd1" [label="ddd1 (side)\nmake \"ddd1\""]' in dot or r'"ddd1" [label="ddd1\nmake \"ddd1\""]' in dot, dot)
    expect('"aaa2" -> "ddd1";' in dot and '"aaa2" -> "ccc2" [style=dashed];' in dot, dot)
    mermaid = output(tool, where, "history", "--format", "mermaid")
    expect(mermaid.startswith("flowchart BT\n") and "make #34;ddd1#34;" in mermaid and " -.-> " in mermaid, mermaid)


def test_applied(tool, folder, server):
    where = project(folder)
    done = tool.run(["history", "--applied"], where)
    expect(done.status == 255 and "log_table" in done.stderr, done.text())
    with open(where / "alembic.ini", "a") as settings:
        settings.write("\n[limbeck]\nlog_table = revision_log\n")
    output(tool, where, "upgrade", "bbb2")
    output(tool, where, "downgrade", "bbb1")
    applied = {one["revision"]: one["applied"] for one in document(tool, where, "history", "--applied")}
    expect({name for name, entry in applied.items() if entry} == {"aaa1", "bbb1"}, f"{applied}")
    expect(set(applied["aaa1"]) == {"at", "by", "direction", "duration_ms"}, f"{applied}")
    words = output(tool, where, "history", "--applied").splitlines()
    expect(all((" (applied 20" in line) == (ids(line)[0] in ("aaa1", "bbb1")) for line in words), "\n".join(words))
    expect("\nApplied: 20" in output(tool, where, "history", "--applied", "-v"), "-v")
