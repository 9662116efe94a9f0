"""What the tests of scripts share: a project of one revision, and what becomes of it."""

import subprocess

from common import expect, must
from support import projects
from support.databases import SqliteDatabase
from support.results import Skip
from support.tools import clean_environment

CREATE = 'op.create_table("made", sa.Column("id", sa.Integer(), primary_key=True))\n'


class Project:
    """One revision in a folder of its own, with what lies beside it; an SQLite file to migrate."""

    def __init__(self, tool, folder, upgrade="", files=None, settings="", head="", env=None, ini=""):
        if tool.name != "limbeck":
            raise Skip("Alembic imports nothing leniently")
        self.tool, self.folder = tool, folder / "project"
        self.database = SqliteDatabase(folder / "made.db")
        projects.make(self.folder, self.database.url(), [(CREATE + upgrade, "pass")], env=env or projects.ENV)
        self.revision = self.folder / "versions" / "0001_step.py"
        if head:
            self.revision.write_text(self.revision.read_text().replace("import time\n", f"import time\n{head}\n", 1))
        for name, text in (files or {}).items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        if ini:
            path = self.folder / "alembic.ini"
            path.write_text(path.read_text().replace("[alembic]\n", f"[alembic]\n{ini}\n", 1))
        if settings:
            with open(self.folder / "alembic.ini", "a") as file:
                file.write(f"\n[limbeck]\n{settings}\n")

    def upgrade(self, *more, words=("upgrade", "head"), **environment):
        return subprocess.run([*self.tool.argv, *more, *words], cwd=self.folder, text=True, timeout=120,
                              stdin=subprocess.DEVNULL, capture_output=True, env=clean_environment(environment))

    def rows(self, sql):
        return [row[0] for row in self.database.execute(sql)]

    def runs(self, *more, **environment):
        return must(self.upgrade(*more, **environment), "the upgrade")

    def refused(self, *words, **environment):
        """Refused, with these words, and with nothing of the revision committed."""
        done = self.upgrade(**environment)
        said = done.stdout + done.stderr
        expect(done.returncode == 255, f"ended with {done.returncode}, not 255:\n{said}")
        for word in words:
            expect(word in said, f"does not say {word!r}:\n{said}")
        expect(not self.rows("SELECT name FROM sqlite_master WHERE name = 'made'"), "the table was made all the same")
        expect("\u2063" not in said, "shows the mark of opaque texts")
        return said


def say(expression):
    """A statement of the step that writes a value down."""
    return f'op.execute(sa.text("INSERT INTO made VALUES (:n)").bindparams(n={expression}))'
