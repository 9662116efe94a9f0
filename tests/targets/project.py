"""A project whose target is SQL or another database."""

import re
import shutil

from common import expect, must, run
from support.projects import DEFAULT as PROJECT
from support.results import Skip

ENV = """
from alembic import context
from sqlalchemy import create_engine, pool

target_metadata = None
options = {}
# {{env}}
with create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool).connect() as connection:
    context.configure(connection=connection, target_metadata=target_metadata, **options)
    with context.begin_transaction():
        context.run_migrations()
"""
REVISION = ["revision", "--autogenerate", "-m", "change"]
CLEAN = "No new upgrade operations detected."


class Project:
    """`target` is what the option says; `files` are written beside the configuration; `env` is a part of env.py, None: the
    project has none."""

    def __init__(self, tool, folder, database, target, files=(), env=None, name="project"):
        if tool.name == "alembic":
            raise Skip("Alembic has no other targets than models")
        self.tool, self.folder, self.database = tool, folder / name, database
        (self.folder / "scripts" / "versions").mkdir(parents=True)
        shutil.copy(PROJECT / "script.py.mako", self.folder / "scripts")
        if env is not None:
            (self.folder / "scripts" / "env.py").write_text(ENV.replace("# {{env}}", env))
        limbeck = f"\n[limbeck]\ntarget = {target.replace('%', '%%')}\n" if target else "\n[limbeck]\n"
        if env is None:
            limbeck += "without_env_py = true\n"
        (self.folder / "alembic.ini").write_text(
            "[alembic]\nscript_location = scripts\nprepend_sys_path = .\n"
            f"sqlalchemy.url = {database.url().replace('%', '%%')}\n{limbeck}")
        for path, text in dict(files).items():
            self.write(path, text)

    def write(self, path, text):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text)

    def run(self, *arguments):
        return run(self.tool, arguments, self.folder)

    def must(self, *arguments):
        return must(self.run(*arguments), " ".join(arguments))

    def files(self):
        return sorted((self.folder / "scripts" / "versions").glob("*.py"))

    def text(self):
        """Of the newest file."""
        return max(self.files(), key=lambda path: path.stat().st_mtime_ns).read_text()

    def make(self):
        """A new revision, that is proved; its text, and what was said on the terminal."""
        done = self.must(*REVISION)
        text = self.text()
        expect("not proved" not in text, text + done.stderr)
        return text, done.stdout + done.stderr

    def clean(self):
        done = self.must("check")
        expect(CLEAN in done.stdout, done.stdout)
        done = self.must("diff")
        expect("No differences." in done.stdout, done.stdout)

    def up_and_down(self):
        """The file leads to the target, and its way back to the start."""
        before = self._structure()
        text, said = self.make()
        self.must("upgrade", "head")
        self.clean()
        self.must("downgrade", "-1")
        after = self._structure()
        if before != after:
            gone, come = [x for x in before if x not in after], [x for x in after if x not in before]
            expect(False, f"the way back does not lead to the start:\n- {gone[:8]}\n+ {come[:8]}\n{text}")
        self.must("upgrade", "head")
        return text, said

    def _structure(self):
        return [line for line in self.database.structure() if not re.search(r"alembic_version", line)]

    def refuses(self, *words, command=("check",), status=255):
        """The command fails, says each of the words, and leaves no file."""
        done = self.run(*command)
        said = done.stdout + done.stderr
        must(done, " ".join(command), status)
        expect("Traceback" not in said, said)
        for word in words:
            expect(word in said, f"it does not say {word!r}:\n{said}")
        expect(not self.files(), "a file was written")
        return said
