"""Façades beside the real packages: each case is a script whose output must be the same with both.

    python tests/facade/test_facades.py        (a Python that has SQLAlchemy and Alembic)
"""

import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def output(case, facade):
    arguments = [sys.executable, "-B"]
    start = f"import runpy, sys; sys.path[:0] = {[str(ROOT / 'python'), str(HERE)] if facade else []!r}; "
    if facade:
        arguments += ["-S", "-I"]
    done = subprocess.run([*arguments, "-W", "ignore", "-c", start + f"runpy.run_path({str(case)!r})"],
                          capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(f"{case.name} ends before its end:\n{done.stdout[-500:]}{done.stderr}")  # the rest would compare nothing
    return done.stdout


class Cases(unittest.TestCase):
    maxDiff = None


def _add(case):
    def test(self):
        self.assertEqual(output(case, False), output(case, True))

    setattr(Cases, "test_" + case.stem, test)


for _case in sorted((HERE / "cases").glob("*.py")):
    _add(_case)

if __name__ == "__main__":
    unittest.main()
