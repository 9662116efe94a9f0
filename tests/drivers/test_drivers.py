"""The modules that stand in for drivers, beside the drivers: each case is a script whose output must be the same with both.

limbeck runs the script as an env.py, a Python with psycopg2 runs it as it is. DATABASE is where the script connects to.
"""

import difflib
import subprocess
import sys
from pathlib import Path

from common import database, expect, must
from support import projects
from support.results import Skip
from support.tools import clean_environment

CASES = Path(__file__).resolve().parent / "cases"


def run(command, folder, place):
    environment = {**clean_environment(), "DATABASE": place}
    return subprocess.run(command, cwd=folder, env=environment, text=True, timeout=120, stdin=subprocess.DEVNULL,
                          capture_output=True)


def compare(case, kind, tool, folder, server):
    if tool.name != "limbeck":
        raise Skip("only limbeck has modules that stand in for drivers")
    said = []
    for name in ("driver", "limbeck"):
        target = database(kind, folder, server, name)
        place = str(target.path) if kind == "sqlite" else target.url(driver=None)
        if name == "driver":
            done = run([sys.executable, "-B", str(case)], folder, place)
        else:
            project = projects.make(folder / "project", target.url(), [], env=case.read_text())
            done = run([*tool.argv, "--runtime", "thorough", "current"], project, place)
        said.append(must(done, f"{case.name} with the {name}").stdout.splitlines())
        target.drop()
    expect(said[0], "the case says nothing")
    expect(said[0] == said[1], "\n".join(difflib.unified_diff(*said, "driver", "limbeck", lineterm="", n=1)))


def _add(case):
    def test(tool, folder, server, kind):
        compare(case, kind, tool, folder, server)

    test.databases = (case.parent.name,)
    globals()["test_" + case.stem] = test


for _case in sorted(CASES.glob("*/*.py")):
    _add(_case)
