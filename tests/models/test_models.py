"""Models beside the real SQLAlchemy: what their metadata says must be the same, line by line. A case is a module in cases/
(or a package there) that makes `target_metadata`. Cases that need packages which the tests do not install (`needs = […]`)
are compared with what record.py has written into expected/."""

import difflib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from support.results import Failure
from support.tools import clean_environment

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"


class Real:
    """The real SQLAlchemy, warm."""

    def __init__(self):
        self._lock = threading.Lock()
        self._process = None

    def __call__(self, module, folder):
        with self._lock:
            if self._process is None:
                self._process = subprocess.Popen([sys.executable, str(HERE / "real.py")], text=True,
                                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=clean_environment())
            self._process.stdin.write(json.dumps([module, str(folder)]) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())


real = Real()


def ours(limbeck, module, folder):
    environment = {"MODELS": module, "MODELS_PATH": str(folder), "MODELS_DUMP": str(HERE)}
    result = limbeck.run(["current"], HERE / "project", environment)
    if result.status:
        raise Failure(f"limbeck ended with {result.status}\n{result.text()[-2000:]}")
    return json.loads(result.stdout.splitlines()[-1])


# What limbeck's own modules leave to SQLAlchemy itself: `left_to_sqlalchemy = True` in the case.
LEFT = ["refused: Error"]


def compare(limbeck, module, folder):
    recorded = HERE / "expected" / f"{module}.txt"
    written = folder / f"{module}.py"
    if written.exists() and "\nleft_to_sqlalchemy = True\n" in written.read_text():
        expected = LEFT
    else:
        expected = recorded.read_text().splitlines() if recorded.exists() else real(module, folder)
    found = ours(limbeck, module, folder)
    if found != expected:
        raise Failure("\n".join(difflib.unified_diff(expected, found, "SQLAlchemy", "limbeck", lineterm="", n=0)))


def _case(name):
    return lambda limbeck, folder, server: compare(limbeck, name, CASES)


for _path in sorted(CASES.iterdir()):
    if _path.suffix == ".py" or (_path / "__init__.py").exists():
        globals()["test_" + _path.stem] = _case(_path.stem)
