"""The functions test_… of a folder's files: each runs the program, and looks at what became of it.

What a function may have beside its text (decorators in tests/faults/common.py):
  databases   it is run once for each kind, which is its last argument
  runtimes    it is run in one runtime of limbeck, on each kind of database in another one, by turns: the tool that it gets
              has --runtime already
  alone       nothing else runs beside it: it counts what happens in time
"""

import dataclasses
import importlib.util
import tempfile
from collections.abc import Callable
from pathlib import Path

from support.tools import make_subject, memory_folder
from support.turns import by_turns

TESTS = Path(__file__).resolve().parent.parent
# Folders whose tests go to their databases by turns: what is asked there is a matter of the runtime.
ON_ONE_DATABASE = {"runtimes"}


@dataclasses.dataclass
class Program:
    name: str
    function: Callable
    kind: str | None
    runtime: str | None
    alone: bool


def load(groups, subject, words=()):
    """The tests of these folders, {folder: word for one of its tests}, whose name holds every word."""
    found = []
    for group, word in groups.items():
        for path in sorted((TESTS / group).glob("test_*.py")):
            spec = importlib.util.spec_from_file_location(path.stem, path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            for number, name in enumerate(n for n in vars(module) if n.startswith("test_")):
                found += _runs(f"{word} {path.stem[5:]} {name[5:]}", getattr(module, name), subject, number,
                               group in ON_ONE_DATABASE)
    return [test for test in found if all(w in test.name for w in words)]


def _runs(name, function, subject, number, on_one_database):
    # Alembic, put in limbeck's place to try the tests, has one runtime.
    runtimes = (getattr(function, "runtimes", None) if subject != "alembic" else None) or [None]
    kinds = getattr(function, "databases", [None])
    for turn, kind in enumerate(by_turns(kinds, number) if on_one_database else kinds):
        for runtime in by_turns(runtimes, number + turn):
            full = " ".join(word for word in (name, kind, runtime) if word)
            yield Program(full, function, kind, runtime, getattr(function, "alone", False))


class Worker:
    """Runs single tests one after another; make one for each thread."""

    def __init__(self, subject, server):
        self.subject = subject
        self.server = server

    def check(self, test):
        tool = make_subject(self.subject)
        tool.runtime = test.runtime  # for a test whose words differ
        if test.runtime:
            tool.argv = [*tool.argv, "--runtime", test.runtime]
        with tempfile.TemporaryDirectory(prefix="limbeck-test-", dir=memory_folder(programs=True),
                                         ignore_cleanup_errors=True) as folder:
            try:
                test.function(tool, Path(folder), self.server, *([test.kind] if test.kind else []))
            finally:
                tool.close()

    def close(self):
        pass
