"""Every template of `init`: what limbeck makes of it runs under Alembic, and what Alembic makes runs under limbeck."""

import contextlib
import sqlite3

from common import expect, same
from support.results import Failure
from support.tools import Alembic

UP = 'op.create_table("{0}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("word", sa.String(20)))'
DOWN = 'op.drop_table("{0}")'


class Project:
    """A folder that one tool initialises, and both run."""

    def __init__(self, template, folder):
        self.template, self.folder = template, folder
        folder.mkdir()
        self.names = ["engine1", "engine2"] if template == "multidb" else ["only"]
        self.databases = {name: folder / f"{name}.db" for name in self.names}

    def run(self, tool, *arguments):
        done = tool.run(arguments, self.folder)
        if done.status:
            what = f"{tool.name} {' '.join(arguments)} ({self.template})"
            raise Failure(f"{what} ended with {done.status}:\n{done.text()}")
        return done

    def initialise(self, tool):
        self.run(tool, "init", "-t", self.template, "scripts")
        ini = self.folder / "alembic.ini"
        text = ini.read_text()
        scheme = "sqlite+aiosqlite" if "async" in self.template else "sqlite"
        for name, suffix in zip(self.names, ("", "2")):
            placeholder = f"driver://user:pass@localhost/dbname{suffix}\n"
            expect(placeholder in text, f"{ini} has no {placeholder}")
            text = text.replace(placeholder, f"{scheme}:///{self.databases[name]}\n")
        ini.write_text(text)

    def add_revision(self, tool, rev_id):
        """A new revision, with a table in each function that the template has."""
        self.run(tool, "revision", "-m", f"make {rev_id}", "--rev-id", rev_id)
        path = self.folder / "scripts" / "versions" / f"{rev_id}_make_{rev_id}.py"
        lines, table, filled = [], None, 0
        for line in path.read_text().splitlines():
            if line.startswith("def "):
                function = line[4 : line.index("(")]
                table = f"{rev_id}_{function.partition('_')[2] or 'only'}"
                statement = (UP if function.startswith("upgrade") else DOWN).format(table)
            if line.strip() == "pass":
                line, filled = f"    {statement}", filled + 1
            lines.append(line)
        expect(filled == 2 * len(self.names), f"{path} has {filled} places for statements:\n" + "\n".join(lines))
        path.write_text("\n".join(lines) + "\n")

    def tables(self):
        found = {}
        for name, path in self.databases.items():
            with sqlite3.connect(path) as connection:
                rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
                found[name] = [row[0] for row in rows if row[0] != "alembic_version"]
            connection.close()
        return found

    def expect_tables(self, *rev_ids):
        wanted = {name: [f"{rev_id}_{name}" for rev_id in rev_ids] for name in self.names}
        if self.tables() != wanted:
            raise Failure(f"{self.template}: the tables are {self.tables()}, not {wanted}")

    def expect_current(self, tool, rev_id):
        said = self.run(tool, "current").stdout
        expect(said.count(rev_id) == len(self.names), f"{tool.name} current does not say {rev_id}:\n{said}")


def both_ways(template, first, second, folder):
    """One tool makes the project and a revision, the other goes on with it, and back."""
    project = Project(template, folder)
    project.initialise(first)
    project.add_revision(first, "aa11")
    project.run(first, "upgrade", "head")
    project.expect_tables("aa11")
    project.run(first, "downgrade", "base")
    project.expect_tables()
    project.run(first, "upgrade", "head")

    project.expect_current(second, "aa11")
    project.add_revision(second, "bb22")
    project.run(second, "upgrade", "head")
    project.expect_tables("aa11", "bb22")
    project.expect_current(first, "bb22")
    project.run(second, "downgrade", "base")
    project.expect_tables()
    for tool in (first, second):
        project.run(tool, "upgrade", "head")
        project.run(tool, "downgrade", "-1")
        project.expect_tables("aa11")
        same(project.run(tool, "history").stdout.splitlines(),
             ["aa11 -> bb22 (head), make bb22", "<base> -> aa11, make aa11"], f"{tool.name} history")


def round_trip(template):
    def test(tool, folder, server):
        with contextlib.closing(Alembic()) as alembic:
            both_ways(template, tool, alembic, folder / "ours")
            both_ways(template, alembic, tool, folder / "theirs")

    return test


test_generic = round_trip("generic")
test_async = round_trip("async")
test_multidb = round_trip("multidb")
test_pyproject = round_trip("pyproject")
test_pyproject_async = round_trip("pyproject_async")


def statements(path):
    """A script of --sql without its comments and blank lines, which the tools may write differently."""
    return [line for line in path.read_text().splitlines() if line and not line.startswith("--")]


def test_multidb_offline(tool, folder, server):
    """--sql writes a file for each database, the same with both tools."""
    written = []
    with contextlib.closing(Alembic()) as alembic:
        for runner, place in ((alembic, "theirs"), (tool, "ours")):
            project = Project("multidb", folder / place)
            project.initialise(tool)
            project.add_revision(tool, "aa11")
            done = project.run(runner, "upgrade", "head", "--sql")
            expect(done.stdout == "", f"{runner.name} prints SQL:\n{done.stdout}")
            written.append([statements(project.folder / f"{name}.sql") for name in project.names])
            expect(not project.databases["engine1"].exists(), "a database was made")
    same(*written, "the scripts")
    first, second = written[1]
    expect("CREATE TABLE aa11_engine1 (" in first and "CREATE TABLE aa11_engine1 (" not in second,
           f"each file has the statements of its own database:\n{first}\n{second}")


def test_multidb_is_one_transaction(tool, folder, server):
    """A database that fails leaves the one before it as it was."""
    project = Project("multidb", folder / "project")
    project.initialise(tool)
    project.add_revision(tool, "aa11")
    path = project.folder / "scripts" / "versions" / "aa11_make_aa11.py"
    path.write_text(path.read_text().replace(UP.format("aa11_engine2"), 'op.execute("SELECT nothing FROM nowhere")'))
    done = tool.run(["upgrade", "head"], project.folder)
    expect(done.status != 0 and "nowhere" in done.text(), f"no failure:\n{done.text()}")
    if tool.name == "limbeck":  # Alembic's SQLite has its DDL outside of transactions
        project.expect_tables()
