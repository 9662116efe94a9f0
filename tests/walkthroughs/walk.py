"""A person at a shell who follows a document: files are written, commands are typed, and what becomes of the database is
looked at."""

import os
import re
import subprocess
import textwrap
from pathlib import Path

from support.results import Failure
from support.tools import ROOT, clean_environment


class Walk:
    """A project's folder with a database of its own. `alembic`, `python -m alembic`, `psql` and `pg_dump` are on the
    PATH of its commands; the first two are the tool under test."""

    def __init__(self, tool, folder, server):
        self.tool, self.folder, self.server = tool, Path(folder), server()
        self.database = self.server.create_database()
        self.url = self.server.url(self.database)
        self.step = "the beginning"
        bin_folder = self.folder / ".bin"
        bin_folder.mkdir()
        self._program(bin_folder / "alembic", f'exec {" ".join(tool.argv)} "$@"')
        # The stand-in for Python programs; under the real Alembic it is the installed package.
        python_path = "" if tool.name == "alembic" else str(Path(ROOT) / "integrations" / "python")
        python = tool.argv[0] if tool.name == "alembic" else "/usr/bin/python3"
        self._program(bin_folder / "python", f'exec {python} "$@"')
        self.environment = clean_environment({
            "DATABASE_URL": self.url, "PGHOST": "127.0.0.1", "PGPORT": str(self.server.port), "PGUSER": "limbeck",
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@example.org", "LIMBECK": tool.argv[0], "PYTHONPATH": python_path})
        self.environment["PATH"] = f"{bin_folder}:{self.server.bin}:{self.environment['PATH']}"

    def _program(self, path, line):
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)

    def named_database(self, name):
        """Another database, of the name that the document uses."""
        self.server.drop_database(name)
        connection = self.server.connect("postgres")
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        connection.close()
        self.database, self.url = name, self.server.url(name)
        self.environment["DATABASE_URL"] = self.url

    # --- what a person does

    def title(self, step):
        """The step of the document that comes now; errors name it."""
        self.step = step

    def write(self, path, text):
        path = self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"))
        return path

    def edit(self, path, old, new):
        path = self.folder / path
        text = path.read_text()
        self.expect(old in text, f"{path} has no {old!r}:\n{text}")
        path.write_text(text.replace(old, new))

    def shell(self, commands, status=0, folder=".", env=None):
        """Types the commands; gives what they print."""
        script = "set -eu -o pipefail\n" + textwrap.dedent(commands)
        done = subprocess.run(["bash", "-c", script], cwd=self.folder / folder, text=True, capture_output=True,
                              env={**self.environment, **(env or {})}, stdin=subprocess.DEVNULL, timeout=180)
        if done.returncode != status:
            raise Failure(f"{self.step}: {commands.strip()}\nended with {done.returncode}, not {status}:\n"
                          f"{done.stdout}{done.stderr}"[:4000])
        return done.stdout + done.stderr

    def only_revision(self, folder, words):
        """The one revision file whose name holds these words, and its text."""
        found = [path for path in (self.folder / folder).glob("*.py") if words in path.name]
        self.expect(len(found) == 1, f"{len(found)} files in {folder} with {words!r} in their names: "
                                     f"{sorted(p.name for p in (self.folder / folder).glob('*.py'))}")
        return found[0], found[0].read_text()

    def revision_id(self, folder, words):
        path, text = self.only_revision(folder, words)
        return re.search(r"^revision(?:: str)? = '(\w+)'", text, re.M).group(1)

    # --- what a person sees

    def expect(self, true, text):
        if not true:
            raise Failure(f"{self.step}: {text}")

    def expect_in(self, wanted, text):
        self.expect(wanted in text, f"{wanted!r} is not in:\n{text}")

    def rows(self, sql):
        connection = self.server.connect(self.database)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def tables(self):
        return sorted(row[0] for row in self.rows(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
            if row[0] != "alembic_version")

    def columns(self, table):
        return [row[0] for row in self.rows(
            f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 "
            "AND NOT attisdropped ORDER BY attnum")]

    def dump(self):
        """The structure, but for the version table."""
        text = self.server.dump(self.database, "--schema-only", "--exclude-table=alembic_version")
        # Newer pg_dumps frame their text with a word that is another one each time.
        return "\n".join(line for line in text.splitlines() if not line.startswith(("\\restrict", "\\unrestrict")))
