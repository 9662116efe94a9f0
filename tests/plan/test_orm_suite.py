"""The suite of revisions with ORM sessions (tests/oracle/cases/orm): a plan of it changes nothing, wherever it begins."""

from common import database, expect, must, on, run, same
from support import cases
from support.turns import by_turns, takes_all
from test_plan import traces


def planned(tool, case, project, target, revisions):
    before = traces(target)
    done = run(tool, [*case.options, "upgrade", "--plan", case.target, *case.arguments], project,
               cases.environment(case, target))
    said = done.stdout + done.stderr
    same(before, traces(target), f"{case.name}: the database after the plan")
    steps = done.stdout.count("-- Running upgrade ")
    # What comes after a row or a table that is only planned, PostgreSQL's plan does not know. SQLite's is run on a copy.
    ended = target.kind == "postgresql" and done.returncode == 255 and "the plan ends here" in done.stderr
    expect(ended or done.returncode == 0, f"{case.name}: ended with {done.returncode}:\n{said}"[:3000])
    expect(1 <= steps <= revisions and (ended or steps == revisions), f"{case.name}: {steps} of {revisions} steps:\n{said}"[:3000])
    return steps


@on("sqlite", "postgresql")
def test_it_changes_nothing(tool, folder, server, kind):
    found = [case for number, case in enumerate(cases.load_all(["orm/"]))
             if kind in by_turns([one for one in ("sqlite", "postgresql") if one in case.databases], number)]
    steps = 0
    for case in found:
        (folder / case.folder.name).mkdir()
        target = database(kind, folder / case.folder.name, server)
        project = cases.materialise(case, folder / case.folder.name / "project", target)
        ids = cases.revisions(case)
        half = len(ids) // 2
        steps += planned(tool, case, project, target, len(ids))
        must(run(tool, [*case.options, "upgrade", f"+{half}", *case.arguments], project, cases.environment(case, target)),
             case.name)
        steps += planned(tool, case, project, target, len(ids) - half)
        target.drop()
    wanted = 2 * len(found) if kind == "postgresql" else 80 if takes_all() else 40
    expect(steps >= wanted, f"only {steps} steps were planned")
