"""Pairs of a database and models: what the real Alembic and limbeck make of them, and whether ours is true.

Each case is run on each of its databases, in both directions where both of its sides are models. README.md says how a
case is written."""

import dataclasses
import difflib
import importlib.util
import re
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from support import databases  # noqa: E402
from support.cases import BadCase  # noqa: E402
from support.projects import DEFAULT as PROJECT  # noqa: E402
from support.results import Failure  # noqa: E402
from support.tools import Alembic, make_subject, memory_folder  # noqa: E402
from support.turns import all_but_one, by_turns  # noqa: E402

_spec = importlib.util.spec_from_file_location("revision_file", HERE / "revision_file.py")
revision_file = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(revision_file)

DEFAULT = HERE / "default"
CLEAN = "No new upgrade operations detected."
KNOWN = {"about", "databases", "common", "before", "after", "setup", "sql", "env", "batch", "both_ways", "arguments",
         "differs", "alembic_finds", "alembic_fails", "says", "holds", "files", "prelude", "not_applied", "not_restored",
         "newest", "not_by_alembic"}
KNOWN_DIFFERENCE = {"why", "database", "direction", "batch", "upgrade", "downgrade"}


@dataclasses.dataclass
class Case:
    name: str  # file/case
    data: dict

    @property
    def databases(self):
        return self.data.get("databases", ["postgresql", "sqlite", "mariadb"])

    @property
    def directions(self):
        both = "before" in self.data and "after" in self.data and "sql" not in self.data
        return ["forward", "backward"] if self.data.get("both_ways", both) else ["forward"]

    def models(self, side):
        """The text of models.py of one side; a side that is not given has no tables."""
        prelude = (DEFAULT / "prelude.py").read_text() if self.data.get("prelude", True) else ""
        return "\n".join([prelude, self.data.get("common", ""), self.data.get(side, ""), ""])


@dataclasses.dataclass
class Pair:
    """A case in one direction on one database."""

    case: Case
    kind: str
    direction: str
    batch: bool
    number: int = 0

    @property
    def name(self):
        return f"{self.case.name} {self.kind}{' batch' if self.batch else ''} {self.direction}"

    def of(self, key, default=None):
        """A value of the case; one that is a table may say it for each database or direction, or for both, in that
        order."""
        value = self.case.data.get(key, default)
        for choices, choice in (({"postgresql", "sqlite", "mariadb"}, self.kind), ({"forward", "backward"}, self.direction)):
            if isinstance(value, dict) and value and set(value) <= choices:
                value = value.get(choice, default)
        return value

    def difference(self):
        found = self.case.data.get("differs", [])
        for one in [found] if isinstance(found, dict) else found:
            kinds = one.get("database", self.kind)
            if (self.kind in ([kinds] if isinstance(kinds, str) else kinds)
                    and one.get("direction", self.direction) == self.direction
                    and one.get("batch", self.batch) == self.batch):
                return one
        return {}


def load_all(words=()):
    """The pairs, in the order of the files. Of three databases a case takes two, of its directions each of them one, by
    turns."""
    found = []
    for path in sorted((HERE / "cases").glob("*.toml")):
        try:
            data = tomllib.loads(path.read_text())
        except tomllib.TOMLDecodeError as e:
            raise BadCase(f"{path.name}: {e}")
        # What stands before the first case holds for all cases of the file.
        shared = {key: value for key, value in data.items() if not isinstance(value, dict)}
        cases = {name: {**shared, **values} for name, values in data.items() if isinstance(values, dict)}
        for number, (name, values) in enumerate(cases.items()):
            case = Case(f"{path.stem}/{name}", values)
            differs = values.get("differs", [])
            unknown = set(values) - KNOWN
            for difference in [differs] if isinstance(differs, dict) else differs:
                unknown |= set(difference) - KNOWN_DIFFERENCE
                if "why" not in difference or not {"upgrade", "downgrade"} & set(difference):
                    raise BadCase(f"{case.name}: a difference says why, and what ours must be (upgrade, downgrade)")
            if unknown:
                raise BadCase(f"{case.name}: unknown keys {', '.join(sorted(unknown))}")
            for turn, kind in enumerate(all_but_one(case.databases, number)):
                # Half of the cases write batch blocks on SQLite; where a table must be altered there, a case says true.
                batch = kind == "sqlite" and values.get("batch", number % 2 == 1)
                for direction in by_turns(case.directions, number // 2 + turn):
                    pair = Pair(case, kind, direction, batch, number + turn)
                    if all(w in "autogenerate " + pair.name for w in words):
                        found.append(pair)
    return found


class Worker:
    """Runs pairs one after another; make one for each thread."""

    def __init__(self, subject, server, keep=False, oracle_python=None, runtime=None):
        self.options = ["--runtime", runtime] if runtime else []  # of the subject
        self.oracle = Alembic(oracle_python)
        self.subject = make_subject(subject, oracle_python)
        self.same_tool = subject == "alembic"
        self.server = server
        self.keep = keep
        self.same_text = self.other_text = 0
        self.show = None  # called with (pair, text of Alembic's file, text of ours)

    def close(self):
        self.oracle.close()
        self.subject.close()

    def check(self, pair):
        """Raises Failure, whose first line says at which stage."""
        folder = Path(tempfile.mkdtemp(prefix="limbeck-pair-", dir=memory_folder()))
        database = (databases.SqliteDatabase(folder / "database.db") if pair.kind == "sqlite"
                    else databases.MariadbDatabase(self.server.mariadb()) if pair.kind == "mariadb"
                    else databases.PostgresqlDatabase(self.server()))
        try:
            self._check(pair, make_project(pair, folder / "project", database), database)
        except Exception:
            if self.keep:
                print(f"kept: {folder} {database.url()}")
            raise
        finally:
            if not self.keep:
                database.drop()
                shutil.rmtree(folder, ignore_errors=True)

    def _check(self, pair, project, database):
        self._prepare(pair, project, database)
        if self.same_tool:  # proves the cases themselves, and shows what Alembic does
            theirs = self._revision(self.oracle, pair, project, keep=True)
            if self.show:
                self.show(pair, theirs, None)
            return
        start = database.structure()
        theirs = self._revision(self.oracle, pair, project, keep=False)
        ours = self._revision(self.subject, pair, project, keep=True)
        if self.show:
            self.show(pair, theirs, ours)
        self._compare(pair, theirs, ours)
        if (pair.of("not_applied") or pair.of("not_restored")) and database.structure() != start:  # else: see below
            raise Failure("revision: the database was changed by making a revision")
        for text in pair.of("holds", []):
            if text not in ours:
                raise Failure(f"revision: the file does not hold {text!r}:\n{ours}")
        if pair.of("not_applied"):
            return
        if not any(revision_file.operations(ours).values()):
            for path in (project / "versions").glob("*.py"):
                path.unlink()
            self._clean(pair, self.subject, project)
            return
        self._must(self.subject, ["upgrade", "head"], project, "apply")
        after = database.structure()
        self._clean(pair, self.subject, project)
        asked = by_turns(("check", "upgrade"), pair.number)  # of Alembic, of what limbeck has made
        if "check" in asked:
            self._clean(pair, self.oracle, project)
        self._must(self.subject, ["downgrade", "base"], project, "downgrade")
        restored = database.structure()
        if why := pair.of("not_restored"):
            if start == restored:
                raise BadCase(f"the structure is restored, though: {why}")
        else:
            _same_lines("downgrade: what it leaves", start, restored, "start", "downgraded")
        if "upgrade" not in asked:
            return
        # A project may go back to Alembic on any day: it runs our file, and makes the same of it.
        if why := pair.of("not_by_alembic"):
            if self.oracle.run(["upgrade", "head"], project).status == 0:
                raise BadCase(f"Alembic runs our file, though: {why}")
            return
        self._must(self.oracle, ["upgrade", "head"], project, "by alembic")
        _same_lines("by alembic: its upgrade makes something else of the file", after, database.structure(), "limbeck",
                    "alembic")

    def _prepare(self, pair, project, database):
        if sql := pair.of("setup", ""):
            database.script(sql)
        made = self.oracle.run_script(DEFAULT / "create.py", ["before", database.url()], project)
        if made.status:
            raise BadCase(f"the state before cannot be made:\n{_end(made)}")
        if sql := pair.of("sql", ""):
            database.script(sql)

    def _revision(self, tool, pair, project, keep):
        mine = tool is self.subject
        words = ["revision", "--autogenerate", "-m", "change", "--rev-id", "change"]
        done = tool.run(self._words(tool, words) + (pair.of("arguments", []) if mine else []), project)
        path = project / "versions" / "change_change.py"
        if done.status or not path.exists():
            if not mine and pair.of("alembic_fails"):
                return None
            if tool is self.oracle:
                raise BadCase(f"Alembic's revision ended with {done.status}\n{_end(done)}")
            raise Failure(f"revision: ended with {done.status}\n{_end(done)}")
        if not mine and pair.of("alembic_fails"):
            raise BadCase("Alembic does not fail")
        for word in pair.of("says", []) if mine else []:
            if word not in done.text():
                raise Failure(f"revision: does not say {word!r}:\n{done.text()}")
        text = path.read_text()
        if not keep:
            path.unlink()
        return text

    def _compare(self, pair, theirs, ours):
        wanted = revision_file.operations(theirs) if theirs else {"upgrade": [], "downgrade": []}
        try:
            found = revision_file.operations(ours)
        except SyntaxError as e:
            raise Failure(f"revision: the file is no Python: {e}\n{ours}")
        difference = pair.difference()
        replaced = {k: revision_file.statements(difference[k]) for k in ("upgrade", "downgrade") if k in difference}
        if replaced and theirs and {**wanted, **replaced} == wanted:
            raise BadCase("Alembic does the same: there is no difference to explain")
        if theirs is None and "upgrade" not in replaced:
            raise BadCase("Alembic fails, and the case does not say what is right (differs.upgrade)")
        for name in {**wanted, **replaced}:
            if "upgrade" in replaced and name == "downgrade" and "downgrade" not in replaced:
                continue  # proved by running it
            expected = replaced.get(name, wanted.get(name, []))
            got = found.get(name, [])
            if name not in replaced:
                got = revision_file.without_added_names(expected, got)
            if name not in replaced and pair.kind == "mariadb":
                expected = revision_file.with_json(expected)
                got = revision_file.without_indexes_of_keys(expected, got)
            if expected != got and _in_order(expected, name) != _in_order(got, name):
                only_order = sorted(expected) == sorted(got)
                _same_lines(f"operations: {name} {'is in another order' if only_order else 'differs'}",
                            _lines(expected), _lines(got), "wanted" if name in replaced else "alembic", "limbeck")
        if theirs and not replaced:
            if revision_file.body(theirs) == revision_file.body(ours):
                self.same_text += 1
            else:
                self.other_text += 1

    def _clean(self, pair, tool, project):
        excuse = pair.of("alembic_finds") if tool is self.oracle else None
        done = tool.run(self._words(tool, ["check"]), project)
        clean = done.status == 0 and CLEAN in done.text()
        if excuse and clean:
            raise BadCase("Alembic's check finds nothing, too")
        if not clean and not excuse:
            raise Failure(f"check: {tool.name}'s is not clean after the upgrade ({done.status})\n{_end(done)}")

    def _words(self, tool, words):
        return [*self.options, *words] if tool is self.subject else words

    def _must(self, tool, words, project, stage):
        done = tool.run(self._words(tool, words), project)
        if done.status:
            raise Failure(f"{stage}: `{tool.name} {' '.join(words)}` ended with {done.status}\n{_end(done)}")


def make_project(pair, folder, database):
    (folder / "versions").mkdir(parents=True)
    settings = (PROJECT / "alembic.ini").read_text().replace("{{url}}", database.url().replace("%", "%%"))
    (folder / "alembic.ini").write_text(settings)
    shutil.copy(PROJECT / "script.py.mako", folder)
    code = pair.of("env", "")
    if pair.batch:
        code = 'options["render_as_batch"] = True\n' + code
    (folder / "env.py").write_text((DEFAULT / "env.py").read_text().replace("# {{env}}", code))
    before, after = ("before", "after") if pair.direction == "forward" else ("after", "before")
    (folder / "before.py").write_text(pair.case.models(before))
    (folder / "models.py").write_text(pair.case.models(after))
    for name, text in pair.of("files", {}).items():
        (folder / name).write_text(text)
    return folder


def readable(text):
    """The functions of a generated file, without what is the same in all."""
    lines = (text or "    (it fails)").splitlines()
    return "\n".join(line for line in lines if line.startswith((" ", "def ", "import ", "from "))
                     and line.strip() not in revision_file.MARKS) + "\n"


def _in_order(entries, function):
    """Alembic keeps what goes in sets, so that it drops in any order, also in one that does not work; and its way back is
    the reverse of that. Ours is proved by going it."""
    if function.startswith("downgrade"):
        return sorted(entries)
    drops = [bool(re.match(r"(batch .*?: )?\w+\.drop_", entry)) for entry in entries]
    return ([entry for entry, drop in zip(entries, drops) if not drop],
            sorted(entry for entry, drop in zip(entries, drops) if drop))


def _lines(entries):
    return [line for entry in entries for line in entry.splitlines()]


def _same_lines(what, wanted, found, left, right):
    if wanted != found:
        lines = difflib.unified_diff(wanted, found, left, right, lineterm="", n=2)
        raise Failure(what + "\n" + "\n".join(list(lines)[:80]))


def _end(result):
    return "\n".join(line[:300] for line in result.text().splitlines()[-12:])
