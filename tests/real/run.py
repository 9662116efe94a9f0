"""Runs the chains of public projects with limbeck and with the real Alembic, side by side, and compares the databases.

    tests/real/run.py --checkouts FOLDER [--environments FOLDER] [--only NAME …] [--offline] [--table docs/compatibility.md]

The first FOLDER holds a checkout (or the unpacked wheel) of each project of projects.py under its name; a project that is not
there is skipped. The second one holds a virtual environment under the project's name, with its packages, Alembic,
SQLAlchemy, psycopg2 and PyMySQL; the real Alembic runs in it where the project needs that, limbeck only where projects.py says so.
Nothing in a checkout is changed. PostgreSQL and MariaDB are servers of our own: one for each side of PostgreSQL, for roles are the
server's, unless the application makes the tables; one of MariaDB.

Each project, on each of its databases: `upgrade heads`, `downgrade base`, `upgrade heads`; after each of them both databases
hold the same. `--offline` tries each revision by itself as SQL, too. `--table` writes what has come out into that file, beside
what it tells of other projects.
"""

import argparse
import collections
import concurrent.futures
import contextlib
import dataclasses
import difflib
import re
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
sys.dont_write_bytecode = True

from projects import PROJECTS  # noqa: E402
from support import databases, mariadb, postgres  # noqa: E402
from support.results import Failure, Results, Skip  # noqa: E402
from support.statements import ddl_elements  # noqa: E402
from support.tools import Alembic, Limbeck  # noqa: E402

INI = """\
[alembic]
script_location = {scripts}
version_locations = {versions}
prepend_sys_path = {path}
path_separator = os
sqlalchemy.url = {url}
{more}
[limbeck]
{limbeck}
[loggers]
keys = root,alembic

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = WARN
handlers = console

[logger_alembic]
level = INFO
handlers =
qualname = alembic

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic

[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
"""

# A script that asks the database for something has no answer in offline mode, with Alembic neither; nor has one that cannot go back.
NO_ANSWER_OFFLINE = re.compile(r"'NoneType' object|NoInspectionAvailable|'(MockConnection|Offline)' object has no attribute|"
                               r"a script needs a database|the revision file has no function downgrade|it has no name$")
THOROUGH = re.compile(r": run with SQLAlchemy itself")
MADE_ANEW = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b|"
                       r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d(:?\d\d)?)?")


@dataclasses.dataclass
class Row:
    """What came out for one project on one database."""

    project: str
    database: str
    revisions: int = 0
    alembic: int = 0
    limbeck: int = 0
    thorough: int = 0
    equal: str = ""
    down: str = ""
    remarks: list = dataclasses.field(default_factory=list)


def check(result, what):
    if result.status:
        raise Failure(f"{what} ended with {result.status}\n" + "\n".join(result.text().splitlines()[-15:]))
    return result


def mariadb_lines(dump):
    """Each line of a table with the table's name, columns with their places, and indexes in alphabetical order: SQLAlchemy makes
    those of a table in the order of a set."""
    lines, table, columns, indexes = [], None, 0, []
    for line in dump:
        if found := re.match(r"CREATE TABLE (`.*`) \($", line):
            table, columns, indexes = found[1], 0, []
            continue
        elif table and line.startswith("  "):
            line = line.strip().removesuffix(",")
            if re.match(r"(UNIQUE |FULLTEXT |SPATIAL )?KEY ", line):
                indexes.append(f"{table} {line}")
                continue
            columns += line.startswith("`")
            line = f"{table} {columns:03} {line}" if line.startswith("`") else f"{table} {line}"
        elif table:
            lines += sorted(indexes)
            line, table = f"{table} {line}", None
        lines.append(line)
    return lines


def masked(lines):
    """Without ids and times that a script makes anew each time it runs."""
    return sorted(MADE_ANEW.sub("…", line) for line in lines)


def without_brackets(sql):
    """Defaults with one pair of brackets: Alembic's batch mode adds one at each rebuild."""
    at = 0
    while found := re.compile(r"DEFAULT ?\((?=\()").search(sql, at):
        outer, depth, inner_end = found.end() - 1, 0, None
        for end in range(outer, len(sql)):
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            if sql[end] == ")" and depth == 1 and inner_end is None:
                inner_end = end
            if depth == 0:
                break
        if inner_end == end - 1:  # the second one ends where the first does
            sql = sql[:outer] + sql[outer + 1:end] + sql[end + 1:]
        else:
            at = end
    return sql


def parts_of(line):
    """The kind of a thing in SQLite with its names, and its SQL."""
    name, _, sql = line.partition(": ")
    return name, sql


def kept_things(ours, expected):
    """What SQLite's tables keep that Alembic's batch mode has lost: how many constraints (checks without a name, and all but one
    of foreign keys that say the same), how many indexes (of expressions, and the orders and collations of others), and our lines
    without them. See "A rebuilt table loses nothing" in ARCHITECTURE.md."""
    def meant(element):
        return re.sub(r"^CONSTRAINT \S+ ", "", element)

    theirs = {parts_of(line)[0]: line for line in expected}
    constraints, indexes, lines = 0, 0, []
    for line in ours:
        name, sql = parts_of(line)
        other = theirs.get(name)
        if other is None and name.startswith("index ") and re.search(r"\(.*\(.*\)", sql):
            indexes += 1
            continue
        if other is None or line == other:
            lines.append(line)
            continue
        if name.startswith("table "):
            had, kept = (collections.Counter(without_brackets(element) for element in ddl_elements(parts_of(text)[1]))
                         for text in (other, line))
            more = kept - had
            known = {meant(element) for element in had if "FOREIGN KEY" in element}
            if not had - kept and all(element.startswith("CHECK") or meant(element) in known for element in more):
                constraints += more.total()
                line = other
        elif name.startswith("index ") and re.sub(r" (DESC|ASC|COLLATE \w+)\b", "", sql) == parts_of(other)[1]:
            indexes += 1
            line = other
        lines.append(line)
    return constraints, indexes, lines


# What MariaDB tells of a column behind its type.
ATTRIBUTE = re.compile(r" (?:NOT NULL|NULL|(?:CHARACTER SET|COLLATE) \w+|(?:DEFAULT|ON UPDATE|COMMENT) (?:'(?:[^'\\]|\\.|'')*'|[^\s(]+(?:\([^)]*\))?))"
                       r"(?= |$)")


def kept_columns(ours, expected):
    """What MariaDB's columns keep that Alembic's MODIFY and CHANGE lose, as they say no more than a revision does: how many columns,
    and our lines without that. See tests/runtimes/test_modify.py."""
    def parts(line):
        return ATTRIBUTE.sub("", line), set(ATTRIBUTE.findall(line)) - {" DEFAULT NULL", " NULL"}

    theirs = {parts(line)[0]: line for line in expected if re.match(r"`.*` \d{3} `", line)}
    count, lines = 0, []
    for line in ours:
        rest, attributes = parts(line)
        other = theirs.get(rest)
        if other not in (None, line) and parts(other)[1] < attributes:
            count += 1
            line = other
        lines.append(line)
    return count, lines


def same(ours, expected, what):
    """How far two dumps are equal; fails where they are not."""
    if ours == expected:
        return "yes"
    constraints, indexes, ours = kept_things(ours, expected)
    kept = [f"{count} {word}" for count, word in ((constraints, "constraints"), (indexes, "indexes or orders and collations of them"))
            if count]
    words = f", and {' and '.join(kept)} that Alembic's batch mode loses" if kept else ""
    columns, ours = kept_columns(ours, expected)
    if columns:
        words += f", and what {columns} columns say beside their type, which Alembic's alter_column loses"
    if ours == expected:
        return "yes" + words
    ours, expected = masked(ours), masked(expected)
    if ours == expected:
        return "yes, but for ids and times made anew" + words
    lines = difflib.unified_diff(expected, ours, "Alembic", "limbeck", lineterm="", n=0)
    raise Failure(f"{what} differs:\n" + "\n".join(list(lines)[:60]))


def said(result):
    """The one line of a failed command that tells why."""
    lines = [line for line in result.text().splitlines() if line.strip()]
    lines = [re.sub(r" object at 0x[0-9a-f]+", " object", line) for line in lines]
    line = next((line for line in lines if line.startswith("FAILED: ")), None)
    return (line or next((line for line in reversed(lines) if re.match(r"\S*(Error|Exception)\b", line)), None)
            or (lines or [f"status {result.status}"])[-1]).removeprefix("FAILED: ")


def make_folder(project, checkout, folder, kind, url, env):
    """A folder with an alembic.ini of ours around their revision files; env: of an env.py of ours, None for theirs."""
    folder.mkdir(parents=True)
    scripts = checkout / project.scripts
    if env is not None:
        (folder / "env.py").write_text(env)
        (folder / "script.py.mako").write_text("")
    for name, text in project.files.items():
        (folder / name).write_text(text)
    (folder / "alembic.ini").write_text(INI.format(
        scripts=folder if env is not None else scripts, versions=scripts / project.versions.get(kind, "versions"),
        path=":".join(str(checkout / part) for part in project.path), url=url.replace("%", "%%"),
        more="".join(f"{key} = {value}\n" for key, value in project.ini.items()),
        limbeck="".join(f"{key} = {value}\n" for key, value in project.limbeck.items())))
    return folder


class Chain:
    """The revisions of a project, and where among them a database is."""

    def __init__(self, side):
        self.parents = {}  # newest first
        for line in check(side.run("history"), "history").stdout.splitlines():
            if found := re.match(r"(.+?) -> (\S+)", line):
                parents = [word for word in re.split(r"[(), ]+", found[1]) if word and word != "<base>"]
                self.parents[found[2].rstrip(",")] = parents

    def __len__(self):
        return len(self.parents)

    def reached(self, side):
        """How many revisions the database of a side has. (A project's own log lines may stand among those of `current`.)"""
        lines = check(side.run("current"), f"{side.tool.name}'s current").stdout.splitlines()
        found, pending = set(), [word for line in lines for word in line.split()[:1] if word in self.parents]
        while pending:
            if (one := pending.pop()) not in found:
                found.add(one)
                pending += self.parents.get(one, [])
        return len(found)


class InstalledAlembic(Limbeck):
    """The real one in an environment, each command a process of its own: what else is there may change much."""

    name = "Alembic"


class Side:
    """One tool and its database."""

    def __init__(self, tool, words, project, checkout, server, folder, kind, env):
        self.tool, self.folder = tool, folder / "project"
        self.failed = False  # the last run that would change the database
        self.words = [*words, "-c", str(self.folder / "alembic.ini")]
        self.at = checkout / project.at if project.at is not None else self.folder
        data = folder / "data"
        data.mkdir(parents=True)
        if kind == "sqlite":
            self.database = databases.SqliteDatabase(data / project.file)
            parts = {}
        else:
            support = {"postgresql": postgres, "mariadb": mariadb}[kind]
            self.database = {"postgresql": databases.PostgresqlDatabase, "mariadb": databases.MariadbDatabase}[kind](server)
            parts = {"host": "127.0.0.1", "port": str(server.port), "user": support.USER, "database": self.database.name}
        if project.prepare.get(kind):
            self.database.script(project.prepare[kind])
        # Projects that are written for MySQL ask for a dialect of that name, and call it so where MariaDB serves them.
        url = self.database.url(dialect="mysql") if kind == "mariadb" else self.database.url()
        settings = project.settings.get(kind, {k: v for k, v in project.settings.items() if isinstance(v, str)})
        parts |= {"url": url, "plain": self.database.url(driver=None), "folder": str(data),
                  "project": str(self.folder), "checkout": str(checkout)}
        # Scripts go over sets of texts in one order, as they do in limbeck.
        self.settings = {"DATABASE_URL": url, "PYTHONHASHSEED": "0"} | {key: value.format(**parts) for key, value in settings.items()}
        make_folder(project, checkout, self.folder, kind, url, env)

    def run(self, *words):
        done = self.tool.run([*self.words, *words], self.at, self.settings)
        if words[0] in ("upgrade", "downgrade"):
            self.failed = done.status != 0
        return done

    def dump(self):
        """What there is. A journal tells of a step that failed; nothing else leaves one."""
        if self.database.kind != "mariadb":
            return self.database.dump()
        lines = mariadb_lines(self.database.dump())
        if self.failed:
            lines = [line for line in lines if not re.match(r"[^`(]*`\w+_journal`", line)]
        return lines

    def start(self, project, checkout, python):
        """Makes what the project's own application would have made."""
        (self.folder / "start.py").write_text(project.start)
        path = ":".join(str(checkout / part) for part in project.path)
        done = Limbeck(python, seconds=600).run([str(self.folder / "start.py")], self.at,
                                                {**self.settings, "PYTHONPATH": path})
        check(done, "what makes the tables of the application")
        check(self.run("stamp", "heads"), "stamp heads")

    def become(self, other):
        """Its database is a copy of that of another side."""
        if self.database.kind == "sqlite":
            shutil.copyfile(other.database.path, self.database.path)
        else:
            self.database.copy(other.database)


def thorough_steps(text):
    """How many revisions ran in the thorough runtime, by the log lines."""
    found = THOROUGH.search(text)
    return len(set(re.findall(r"Running upgrade .*?-> ([^,\s]+)", text[found.start():]))) if found else 0


def stopped_at(chain, result):
    """The revision whose file Alembic was in when it failed."""
    names = re.findall(r'File "([^"]+/[^"/]+\.py)", line \d+, in (?:up|down)grade\b', result.text())
    text = Path(names[-1]).read_text() if names else ""
    return next((one for one in chain.parents if re.search(rf"^revision\b.*['\"]{one}['\"]", text, re.MULTILINE)), None)


def down(chain, ours, theirs, row):
    """Both downgrade as far as Alembic can; what is said of it."""
    results = [side.run("downgrade", "base") for side in (theirs, ours)]
    counts = [chain.reached(side) for side in (theirs, ours)]
    if counts == [0, 0]:
        same(ours.dump(), theirs.dump(), "the database after downgrade base")
        return "all"
    remark = f"back down, Alembic: {said(results[0])}" if results[0].status else ""
    if results[1].status and (not results[0].status or said(results[1]) != said(results[0])):
        remark += f"{'; ' if remark else ''}limbeck: {said(results[1])}"
    row.remarks.append(remark)
    again = ""
    if stop := stopped_at(chain, results[0]) if counts[0] == counts[1] else None:
        # One transaction has taken all back: as far as there is nothing in the way.
        for side in (theirs, ours):
            check(side.run("downgrade", stop), f"{side.tool.name}'s downgrade {stop}")
        counts = [chain.reached(side) for side in (theirs, ours)]
        same(ours.dump(), theirs.dump(), f"the database after downgrade {stop}")
        results = [side.run("upgrade", "heads") for side in (theirs, ours)]
        row.thorough = row.thorough or thorough_steps(results[1].stderr)
        if results[0].status == results[1].status == 0:
            same(ours.dump(), theirs.dump(), "the database after the second upgrade")
            again = ", and up again"
        else:
            row.remarks.append(f"up again, Alembic: {said(results[0])}; limbeck: {said(results[1])}")
    if counts[1] > counts[0]:
        raise Failure(f"downgrade base leaves {counts[0]} revisions with Alembic, {counts[1]} with limbeck\n{remark}")
    gone = [row.limbeck - count for count in counts]
    return f"{gone[0]} with both{again}" if gone[0] == gone[1] else f"{gone[0]} with Alembic, {gone[1]} with limbeck"


def compare(project, checkout, kind, options, servers, folder, row):
    environment = options.environments and Path(options.environments).absolute() / (project.checkout or project.name)
    if project.environment and not (environment and (environment / "bin" / "alembic").exists()):
        raise Skip("wants an environment with Alembic: --environments FOLDER")
    limbeck = Limbeck(options.limbeck, seconds=600)
    words = ["--allow", project.allow] if project.allow else []
    if project.start:
        servers = servers[:1] * 2  # databases are copied within a server only
    ours = Side(limbeck, words, project, checkout, servers[0], folder / "limbeck", kind, project.env)
    if project.environment == "both":
        ours.settings["VIRTUAL_ENV"] = str(environment)
    alembic = InstalledAlembic(environment / "bin" / "alembic", seconds=600) if project.environment else Alembic()
    try:
        theirs = Side(alembic, [], project, checkout, servers[1], folder / "alembic", kind,
                      project.env if project.alembic_env == "" else project.alembic_env)
        chain = Chain(ours)
        row.revisions = len(chain)
        if project.start:
            theirs.start(project, checkout, environment / "bin" / "python")
            ours.become(theirs)
            row.remarks.append("begins with the tables that the application makes")
        end = project.until.get(kind, "heads")
        done, real = ours.run("upgrade", end), theirs.run("upgrade", end)
        row.thorough = thorough_steps(done.stderr)
        row.limbeck, row.alembic = (chain.reached(side) for side in (ours, theirs))
        row.thorough = min(row.thorough, row.limbeck)
        if done.status:
            row.remarks.append(f"limbeck: {said(done)}")
        if real.status:
            row.remarks.append(f"Alembic: {said(real)}")
        if row.limbeck < row.alembic or (done.status and not real.status):
            raise Failure(f"Alembic reaches {row.alembic}, limbeck {row.limbeck} revisions\n{done.text()[-3000:]}")
        if row.limbeck > row.alembic:
            # How far Alembic comes, and no farther.
            raise Failure(f"Alembic reaches {row.alembic}, limbeck {row.limbeck} revisions\n{real.text()[-3000:]}")
        row.equal = same(ours.dump(), theirs.dump(), "the database after upgrade head")
        if row.limbeck == len(chain):
            row.down = down(chain, ours, theirs, row)
            if row.down == "all":
                row.down = "all, and up again"
                for side in (theirs, ours):
                    check(side.run("upgrade", "heads"), f"{side.tool.name}'s second upgrade")
                same(ours.dump(), theirs.dump(), "the database after the second upgrade")
        known = project.revisions if isinstance(project.revisions, int) else project.revisions[kind]
        if len(chain) != known:
            row.remarks.append(f"this checkout has {len(chain)} revisions, not {known}")
        if options.offline:
            offline(chain, ours)
            words = ("upgrade", "heads", "--sql")
            if not (real := theirs.run(*words)).status:
                same(check(ours.run(*words), "upgrade --sql").stdout.splitlines(), real.stdout.splitlines(), "the SQL")
    finally:
        alembic.close()


def offline(chain, side):
    """Each revision by itself, up and down: how many print, and what stops the others."""
    pairs = [(parents[0] if parents else "base", one) for one, parents in chain.parents.items() if len(parents) < 2]

    def one(words):
        result = side.run(*words, "--sql")
        return said(result) if result.status else None

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for direction, jobs in (
            ("upgrade", [["upgrade", f"{parent}:{identifier}"] for parent, identifier in pairs]),
            ("downgrade", [["downgrade", f"{identifier}:{parent}"] for parent, identifier in pairs]),
        ):
            stopped = [text for text in pool.map(one, jobs) if text is not None]
            print(f"    {len(jobs) - len(stopped)} of {len(jobs)} revisions print their {direction}")
            for text, count in collections.Counter(stopped).most_common():
                print(f"    {count:4} {text}")
            for text in stopped:
                if not NO_ANSWER_OFFLINE.search(text):
                    raise Failure(f"offline {direction}: {text}")


NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "mariadb": "MariaDB"}
TITLES = ("project", "revisions", "database", "reached by Alembic", "reached by limbeck", "runtime", "dump equal",
          "back down")
BEGIN, END = "<!-- table of tests/real/run.py -->", "<!-- end of the table -->"


def cells(row):
    runtime = "quick" if not row.thorough else "thorough" if row.thorough == row.limbeck else f"{row.thorough} thorough"
    return (row.project, row.revisions, row.database, row.alembic, row.limbeck, runtime, row.equal or "–", row.down or "–")


def table(lines):
    """As Markdown, in the order of projects.py; lines: (project, database) -> (the row, remarks)."""
    places = {project.name: number for number, project in enumerate(PROJECTS)}
    found = sorted(lines.items(), key=lambda item: places.get(item[0][0], len(places)))
    made = ["| " + " | ".join(TITLES) + " |", "| " + " | ".join("---" for _ in TITLES) + " |"]
    made += [line for _, (line, _) in found]
    remarks = [f"- {project.name}: {project.note}" for project in PROJECTS
               if project.note and any(name == project.name for name, _ in lines)]
    remarks += [remark for _, (_, told) in found for remark in told]
    return made + ([""] + remarks if remarks else [])


def lines_of(row):
    told = cells(row)
    return "| " + " | ".join(str(cell) for cell in told) + " |", \
        [f"- {row.project} on {row.database}: {' '.join(remark.replace('|', '¦').split())}" for remark in row.remarks]


def write_table(path, lines):
    """What the table in the file tells of other projects stays."""
    text = Path(path).read_text()
    before, begin, rest = text.partition(BEGIN)
    told, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{path} has no lines {BEGIN} and {END}")
    kept = {}
    for line in told.splitlines():
        found = line.strip("| ").split(" | ")
        if line.startswith("|") and found[0] != TITLES[0] and not found[0].startswith("---"):
            key = (found[0], found[2])
            kept[key] = (line, [remark for remark in told.splitlines() if remark.startswith(f"- {key[0]} on {key[1]}: ")])
    Path(path).write_text(before + BEGIN + "\n\n" + "\n".join(table({**kept, **lines})) + "\n\n" + END + after)


class Servers:
    """For our side and for theirs, from when they are first wanted."""

    def __init__(self, stack):
        self.stack = stack
        self.running = {}

    def get(self, kind):
        if kind == "sqlite":
            return (None, None)
        if kind not in self.running:
            if kind == "mariadb":
                self.running[kind] = (self.stack.enter_context(mariadb.Server()),) * 2
            else:
                self.running[kind] = tuple(self.stack.enter_context(postgres.Server()) for _ in range(2))
        return self.running[kind]


def main():
    parser = argparse.ArgumentParser(description="Run chains of public projects with limbeck and with Alembic")
    parser.add_argument("--limbeck", default=str(HERE.parent.parent / "build" / "limbeck"))
    parser.add_argument("--checkouts", metavar="FOLDER", required=True)
    parser.add_argument("--environments", metavar="FOLDER")
    parser.add_argument("--only", metavar="NAME", action="append", help="this project; may be repeated")
    parser.add_argument("--database", choices=tuple(NAMES))
    parser.add_argument("--offline", action="store_true", help="try each revision by itself as SQL, too")
    parser.add_argument("--keep", metavar="FOLDER", help="leave the databases of SQLite and the folders in FOLDER")
    parser.add_argument("--table", metavar="FILE", help="write what came out into the table of FILE")
    options = parser.parse_args()
    results, rows = Results(verbose=True), []
    with contextlib.ExitStack() as stack:
        temporary = stack.enter_context(tempfile.TemporaryDirectory(prefix="limbeck-real-"))
        servers = Servers(stack)
        folder = Path(options.keep or temporary).absolute()
        for project in PROJECTS:
            checkout = (Path(options.checkouts) / (project.checkout or project.name)).absolute()
            if options.only and project.name not in options.only:
                continue
            if not checkout.is_dir():
                results.add(project.name, "skipped", f"no {checkout}")
                continue
            for kind in project.databases:
                if options.database not in (None, kind):
                    continue
                row = Row(project.name, NAMES[kind])
                try:
                    compare(project, checkout, kind, options, servers.get(kind), folder / project.name / kind, row)
                    results.add(f"{project.name}, {kind}", "passed")
                except Skip as e:
                    results.add(f"{project.name}, {kind}", "skipped", str(e))
                    continue
                except Failure as e:
                    row.equal = row.equal or "no"
                    results.add(f"{project.name}, {kind}", "failed", str(e))
                rows.append(row)
    lines = {(row.project, row.database): lines_of(row) for row in rows}
    print("\n".join(table(lines)))
    if options.table:
        write_table(options.table, lines)
    print(results.summary())
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
