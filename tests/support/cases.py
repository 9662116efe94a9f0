"""A case: one small project in a folder, and what to do with it. The format is described in tests/oracle/README.md."""

import dataclasses
import os
import re
import shutil
import tomllib
from pathlib import Path

ORACLE = Path(__file__).resolve().parent.parent / "oracle"
DEFAULT = ORACLE / "default"
NOT_COPIED = {"case.toml", "__pycache__", "bookshop.db"}
KNOWN = {"about", "databases", "offline", "live", "handover", "halfway", "steps", "target", "base", "arguments",
         "options", "env", "differs", "bare", "project", "versions",
         "offline_downgrade", "printed"}
OFFLINE_ONLY = ["mysql"]  # databases for which SQL is printed, with no server at hand
KNOWN_STEP = {"run", "status", "subject_status", "compare", "says", "never", "env", "why", "sql", "write", "text",
              "remove", "fresh", "anew"}


class BadCase(Exception):
    """The case file itself is wrong."""


@dataclasses.dataclass
class Case:
    name: str
    folder: Path
    about: str
    databases: list
    printed: list  # databases for which SQL is compared that nobody runs
    offline: bool | list
    offline_downgrade: bool  # false where Alembic's own text differs from run to run
    live: bool
    handover: bool
    halfway: str | None
    steps: list
    target: str
    base: str
    arguments: list  # after the command
    options: list  # before the command
    env: dict
    differs: list
    bare: bool  # the project has all it needs: no default files
    versions: Path  # where the revision files lie

    def wants(self, check, database):
        if check == "steps":
            return bool(self.steps)
        value = getattr(self, check)
        return database in value if isinstance(value, list) else bool(value)

    def excused(self, check, database, part):
        """The reason why this part may differ, if the case gives one."""
        for difference in self.differs:
            if (difference.get("check", check) == check and difference.get("database", database) == database
                    and part in difference.get("parts", [part])):
                return difference["why"]
        return None


def load(folder):
    folder = Path(folder)
    name = str(folder.relative_to(ORACLE / "cases"))
    data = tomllib.loads((folder / "case.toml").read_text()) if (folder / "case.toml").exists() else {}
    unknown = set(data) - KNOWN
    steps = data.get("steps", [])
    for step in steps:
        unknown |= set(step) - KNOWN_STEP
    if unknown:
        raise BadCase(f"{name}: unknown keys {', '.join(sorted(unknown))}")
    if "about" not in data:
        raise BadCase(f"{name}: case.toml says nothing `about` it")
    plain = not steps  # a list of steps replaces the usual checks, unless they are asked for as well
    # A case may run a project that lies elsewhere in the source tree.
    project = ORACLE.parent.parent / data["project"] if "project" in data else folder
    everywhere = "databases" not in data and data.get("offline", plain) is True
    return Case(
        name=name, folder=project, versions=project / data.get("versions", "versions"), about=data["about"],
        databases=data.get("databases", ["sqlite", "postgresql", "mariadb"]),
        printed=data.get("printed", OFFLINE_ONLY if everywhere else []),
        offline=data.get("offline", plain), live=data.get("live", plain),
        offline_downgrade=data.get("offline_downgrade", True),
        handover=data.get("handover", data.get("live", plain)), halfway=data.get("halfway"), steps=steps,
        target=data.get("target", "heads"), base=data.get("base", "base"), arguments=data.get("arguments", []),
        options=data.get("options", []), env=data.get("env", {}), differs=data.get("differs", []),
        bare=data.get("bare", "project" in data))


def load_all(words=()):
    """All cases whose name holds every word, in order of name."""
    folders = sorted({p.parent for p in (ORACLE / "cases").glob("**/case.toml")})
    return [load(f) for f in folders if all(w in str(f.relative_to(ORACLE / "cases")) for w in words)]


def revisions(case):
    """Ids in order of file name."""
    found = []
    for path in sorted(case.versions.glob("*.py")):
        match = re.search(r"^revision\b[^=\n]*=\s*[\"']([^\"']+)[\"']", path.read_text(), re.M)
        if match:
            found.append(match.group(1))
    return found


def materialise(case, into, database):
    """A copy of the case's project in folder `into`, set up for one database. Returns the folder."""
    into = Path(into)
    shutil.copytree(case.folder, into, ignore=lambda _, names: NOT_COPIED & set(names))
    if not case.bare:
        for path in DEFAULT.iterdir():
            if path.is_file() and not (into / path.name).exists():
                shutil.copy(path, into / path.name)
        (into / "versions").mkdir(exist_ok=True)
        # The usual env.py reads the logging sections: a case's own alembic.ini need not repeat them.
        settings = (into / "alembic.ini").read_text()
        if "[loggers]" not in settings:
            logging_sections = (DEFAULT / "alembic.ini").read_text().partition("[loggers]")
            (into / "alembic.ini").write_text(settings + "\n" + "".join(logging_sections[1:]))
    async_driver = {"sqlite": "aiosqlite", "postgresql": "asyncpg"}.get(database.kind, "asyncmy")
    values = {"url": database.url(), "async_url": database.url(async_driver), "database": database.name,
              "kind": database.kind}
    if database.kind == "postgresql":
        values |= {"port": str(database.server.port), "user": "limbeck", "host": "127.0.0.1"}
    for path in into.rglob("*"):
        if path.suffix in (".ini", ".toml", ".env") or path.name == ".env":
            text = path.read_text()
            filled = re.sub(r"\{\{(\w+)\}\}", lambda m: values[m.group(1)], text)
            if filled != text:
                path.write_text(filled)
    return into


def environment(case, database, extra=None):
    """What both tools find in the environment."""
    values = {"DATABASE_URL": database.url(), "DATABASE_KIND": database.kind, **case.env, **(extra or {})}
    return {k: v.replace("{{url}}", database.url()) for k, v in values.items()}


def tree(folder):
    """The project's text files, for commands that write some; the creation date is made the same for all."""
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".db", ".sqlite", ".db-journal"):
            text = path.read_text(errors="replace")
            found[str(path.relative_to(folder))] = re.sub(r"(Create Date: |# made ).*", r"\1<date>", text)
    return found


def masked(text, project, database):
    """Output without what differs between two runs for no reason: folders, database names, pids."""
    text = text.replace(os.path.realpath(project), "<project>").replace(str(project), "<project>")
    text = text.replace(getattr(database, "path", database.name), "<database>").replace(database.name, "<database>")
    text = re.sub(r"Create Date: .*", "Create Date: <date>", text)
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())
