"""Runs a case with the real Alembic and with the program under test, and compares all that can be seen."""

import difflib
import itertools
import re
import shlex
import shutil
import tempfile
from pathlib import Path

from support import cases, databases
from support.results import Failure
from support.statements import split
from support.tools import Alembic, make_subject, memory_folder
from support.turns import by_turns

CHECKS = ("offline", "live", "handover", "steps")
HANDOVERS = ("handover", "handback")  # by Alembic to the program under test, and by that to Alembic
# Of (case, database kind): the dumps that Alembic alone leaves after upgrade and after downgrade. A live check finds them out,
# and the handover of the same case need not do so again.
_references = {}


def checks_of(case, number=0):
    """The single tests that one case makes: (check, database kind). Its databases, and who begins, change by turns where
    it is handed over."""
    found = []
    for check in CHECKS:
        kinds = [kind for kind in case.databases if case.wants(check, kind)]
        found += by_turns(itertools.product(HANDOVERS, kinds), number) if check == "handover" else \
            [(check, kind) for kind in kinds]
    return found + [("offline", kind) for kind in case.printed]


class Worker:
    """Runs single checks one after another; make one for each thread."""

    def __init__(self, subject, server, keep=False):
        self.oracle = Alembic()
        self.subject = make_subject(subject)
        self.server = server
        self.keep = keep
        self.same_tool = subject == "alembic"
        self._folder = None
        self._databases = []

    def close(self):
        self.oracle.close()
        self.subject.close()

    def check(self, case, check, kind):
        """Raises Failure with a readable difference."""
        self._folder = Path(tempfile.mkdtemp(prefix="limbeck-case-", dir=memory_folder()))
        self._databases = []
        try:
            getattr(self, "_" + check)(case, kind)
        except Exception:
            if self.keep:
                print(f"kept: {self._folder}")
            raise
        finally:
            if not self.keep:
                for database in self._databases:
                    database.drop()
                shutil.rmtree(self._folder, ignore_errors=True)

    # Each check

    def _offline(self, case, kind):
        upgrade = ["upgrade", f"{case.target}", "--sql", *case.arguments]
        ids = case.halfway or case.target
        start = "heads" if case.target == "heads" and len(_heads(case)) > 1 else "head"
        downgrade = ["downgrade", f"{start if case.target == 'heads' else ids}:{case.base}", "--sql", *case.arguments]
        sides = self._sides(case, kind)
        for words in (upgrade, downgrade):
            if words is downgrade and (start == "heads" or not case.offline_downgrade):
                continue  # with several heads, there is no one revision to start from
            theirs, ours = (self._run(side, words, case) for side in sides)
            what = "offline " + words[0]
            self._sound(case, what, theirs)
            self._same_status(what, theirs, ours)
            self._same(case, "offline", kind, "sql", what, split(theirs.stdout), split(ours.stdout))
            self._same(case, "offline", kind, "stderr", what + ", stderr", sides[0].text(theirs.stderr),
                       sides[1].text(ours.stderr))

    def _live(self, case, kind):
        sides = self._sides(case, kind)
        dumps = {}
        upgrade = ["upgrade", case.target]
        for turn, words in enumerate((upgrade, ["current"], upgrade, ["downgrade", case.base])):
            theirs, ours = (self._run(side, [*words, *case.arguments], case) for side in sides)
            what = " ".join(words)
            self._sound(case, what, theirs)
            self._same_status(what, theirs, ours)
            for part in ("stdout", "stderr"):
                self._same(case, "live", kind, part, f"{what}, {part}", *_comparable(words, part, sides, theirs, ours))
            if turn > 1:  # the second upgrade has nothing to do
                dumps[words[0]] = sides[0].dump()
                self._same(case, "live", kind, "dump", f"database after {what}", dumps[words[0]], sides[1].dump())
        _references[case.name, kind] = dumps["upgrade"], dumps["downgrade"]

    def _handover(self, case, kind):
        self._hand_over(case, kind, self.oracle, self.subject, "alembic to limbeck")

    def _handback(self, case, kind):
        self._hand_over(case, kind, self.subject, self.oracle, "limbeck to alembic")

    def _hand_over(self, case, kind, first, second, name):
        """Half-way by one tool, the rest by the other, up and down, against the oracle alone."""
        upgraded, downgraded = _references.get((case.name, kind)) or self._alone(case, kind)
        ids = cases.revisions(case)
        half = case.halfway or (ids[(len(ids) - 1) // 2] if len(ids) > 1 else None)
        one = self._side(case, kind, first, "half")
        two = Side(one.folder, one.database, second)
        if half:
            plan = [(one, "upgrade", half), (two, "upgrade", case.target), (None, upgraded, "upgraded"),
                    (one, "downgrade", half), (two, "downgrade", case.base), (None, downgraded, "downgraded")]
        else:
            plan = [(one, "upgrade", case.target), (None, upgraded, "upgraded"),
                    (two, "downgrade", case.base), (None, downgraded, "downgraded")]
        for side, what, goal in plan:
            if side is None:
                self._same(case, "handover", kind, "dump", f"{name}: database {goal}", what, one.dump())
                continue
            done = self._run(side, [what, goal, *case.arguments], case)
            if done.status:
                raise Failure(f"{name}: `{side.tool.name} {what} {goal}` ended with {done.status}\n{_end(done)}")

    def _alone(self, case, kind):
        """The dumps that Alembic alone leaves after upgrade and after downgrade."""
        side, dumps = self._side(case, kind, self.oracle, "plain"), []
        for words in (["upgrade", case.target], ["downgrade", case.base]):
            self._sound(case, words[0], self._run(side, [*words, *case.arguments], case))
            dumps.append(side.dump())
        return dumps

    def _steps(self, case, kind):
        sides = self._sides(case, kind)
        for step in case.steps:
            if "run" not in step:
                for side in sides:
                    self._prepare(side, step)
                continue
            words = [w.replace("{{kind}}", kind) for w in shlex.split(step["run"])]
            theirs, ours = (
                self._run(side, [w.replace("{{url}}", side.database.url()) for w in words], case, step.get("env"),
                          plain=True) for side in sides)
            what = f"`{step['run']}`"
            wanted = step.get("status", 0)
            if theirs.status != wanted:
                raise Failure(f"the case is wrong: Alembic's {what} ended with {theirs.status}, not {wanted}\n"
                              + _end(theirs))
            if not self.same_tool:
                wanted = step.get("subject_status", wanted)
                if ours.status != wanted:
                    raise Failure(f"{what} ended with {ours.status}, not {wanted}\n{ours.text()}")
                for word in step.get("says", []):
                    if word not in ours.text():
                        raise Failure(f"{what} does not say {word!r}:\n{ours.text()}")
            for word in step.get("never", []):
                if word in ours.text():
                    raise Failure(f"{what} must not print {word!r}:\n{ours.text()}")
            for part in step.get("compare", ["stdout", "stderr"]):
                if part == "first line":
                    results = zip(sides, (theirs, ours))
                    a, b = ([line for line in side.text(r.stdout) if line][:1] for side, r in results)
                elif part == "tree":
                    a, b = (_tree_lines(side) for side in sides)
                elif part == "dump":
                    a, b = sides[0].dump(), sides[1].dump()
                elif part == "sql":
                    a, b = split(theirs.stdout), split(ours.stdout)
                else:
                    a, b = _comparable(words, part, sides, theirs, ours)
                self._same(case, "steps", kind, part, f"{what}, {part}", a, b)

    # Helpers

    def _side(self, case, kind, tool, label):
        """A fresh project copy and a fresh database."""
        folder = self._folder / label
        if kind == "sqlite":
            database = databases.SqliteDatabase(self._folder / f"{label}-database.db")
        elif kind in cases.OFFLINE_ONLY:
            database = databases.NoDatabase(kind)
        elif kind == "mariadb":
            database = databases.MariadbDatabase(self.server.mariadb())
        else:
            database = databases.PostgresqlDatabase(self.server())
        self._databases.append(database)
        return Side(cases.materialise(case, folder, database), database, tool)

    def _sides(self, case, kind):
        return self._side(case, kind, self.oracle, "theirs"), self._side(case, kind, self.subject, "ours")

    def _run(self, side, words, case, env=None, plain=False):
        options = [] if plain else case.options
        return side.tool.run([*options, *words], side.folder, cases.environment(case, side.database, env))

    def _prepare(self, side, step):
        if "sql" in step:
            side.database.execute(step["sql"])
        if "write" in step:
            path = side.folder / step["write"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["text"].replace("{{url}}", side.database.url()))
        if "remove" in step:
            for path in side.folder.glob(step["remove"]):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if step.get("anew"):
            side.database.drop()
            if side.database.kind == "postgresql":
                raise cases.BadCase("anew is for SQLite")

    def _sound(self, case, what, theirs):
        if theirs.status:
            raise Failure(f"the case is wrong: Alembic's {what} ended with {theirs.status}\n{_end(theirs)}")

    def _same_status(self, what, theirs, ours):
        if theirs.status != ours.status:
            raise Failure(f"{what} ended with {ours.status}, Alembic's with {theirs.status}\n{_end(ours)}")

    def _same(self, case, check, kind, part, what, theirs, ours):
        if theirs == ours or case.excused(check, kind, part) and not self.same_tool:
            return
        lines = difflib.unified_diff(theirs, ours, "alembic", "limbeck", lineterm="", n=1)
        raise Failure(f"{what} differs:\n" + "\n".join(list(lines)[:60]))


class Side:
    def __init__(self, folder, database, tool):
        self.folder, self.database, self.tool = folder, database, tool

    def text(self, text):
        lines = cases.masked(text, self.folder, self.database).splitlines()
        # What limbeck says where a script needs SQLAlchemy itself has no counterpart; steps that are run again say so.
        kept = []
        for number, line in enumerate(lines):
            if not line.endswith(": run with SQLAlchemy itself"):
                kept.append(line)
                continue
            said = len(list(itertools.takewhile(lambda earlier: " Running " in earlier, reversed(kept))))
            again = lines[number + 1:]
            again = next((count for count in range(said, 0, -1) if kept[-count:] == again[:count]), 0)
            del kept[len(kept) - again:]
        return kept

    def dump(self):
        return self.database.dump()


def _comparable(words, part, sides, theirs, ours):
    """Both tools' lines. Alembic keeps heads, labels and children in sets: it names them in any order."""
    lines = [[_in_order(line) for line in side.text(getattr(result, part))] for side, result in
             zip(sides, (theirs, ours))]
    if part == "stdout" and "current" in words:
        lines = [sorted(found) for found in lines]
    if part == "stdout" and "branches" in words:  # a branch point, then its children
        lines = [[line for _, group in itertools.groupby(found, lambda line: line.startswith(" "))
                  for line in sorted(group)] for found in lines]
    return lines


def _in_order(line):
    for label in ("Branches into: ", "Branch names: "):
        if line.startswith(label):
            return label + ", ".join(sorted(line[len(label):].split(", ")))
    return re.sub(r"\(([^()]+, [^()]+)\)", lambda m: "(" + ", ".join(sorted(m.group(1).split(", "))) + ")", line)


def _end(result):
    """The last lines of what a tool said: a traceback's message, without its way there."""
    return "\n".join(line[:300] for line in result.text().splitlines()[-12:])


def _heads(case):
    """Roughly: ids that no other file names as its parent."""
    texts = [p.read_text() for p in case.versions.glob("*.py")]
    downs = " ".join(line for t in texts for line in t.splitlines() if line.startswith("down_revision"))
    return [i for i in cases.revisions(case) if f'"{i}"' not in downs and f"'{i}'" not in downs]


def _tree_lines(side):
    lines = []
    for name, text in cases.tree(side.folder).items():
        lines.append(f"== {name}")
        lines += cases.masked(text, side.folder, side.database).splitlines()
    return lines
