"""A graph of revisions as the tests write it down, and the project that is made of it. The format is in README.md."""

import dataclasses
import re
import shlex
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEFAULT = HERE.parent / "oracle" / "default"
WORDS = {"<": "down", "needs": "depends", "labels": "labels", "in": "folder"}


@dataclasses.dataclass
class Revision:
    id: str
    down: list = dataclasses.field(default_factory=list)
    depends: list = dataclasses.field(default_factory=list)
    labels: list = dataclasses.field(default_factory=list)
    folder: list = dataclasses.field(default_factory=list)  # below the project; none: versions

    def line(self):
        words = [self.id]
        for word, attribute in WORDS.items():
            if getattr(self, attribute):
                words += [word, *getattr(self, attribute)]
        return " ".join(words)


@dataclasses.dataclass
class Graph:
    name: str
    about: str = ""
    revisions: list = dataclasses.field(default_factory=list)
    settings: list = dataclasses.field(default_factory=list)  # lines for [alembic]
    states: list = dataclasses.field(default_factory=list)  # beside those that questions.py thinks of
    runs: list = dataclasses.field(default_factory=list)  # and commands, the same
    folders: list = dataclasses.field(default_factory=list)  # empty ones

    def ids(self):
        return [r.id for r in self.revisions]

    def labels(self):
        return [label for r in self.revisions for label in r.labels]

    def text(self):
        """The project, without what is asked about it."""
        lines = ["# " + self.about] if self.about else []
        lines += [r.line() for r in self.revisions]
        lines += [f"setting: {setting}" for setting in self.settings]
        lines += [f"folder: {folder}" for folder in self.folders]
        return "\n".join(lines)


def parse(name, text):
    graph = Graph(name)
    for line in text.splitlines():
        key, colon, value = line.partition(": ")
        if line.startswith("#"):
            graph.about = (graph.about + " " + line[1:].strip()).strip()
        elif colon and key in ("setting", "state", "run", "folder"):
            kept = value if key in ("setting", "folder") else shlex.split(value)
            getattr(graph, key + "s").append(kept)
        elif line.strip():
            graph.revisions.append(_revision(line))
    return graph


def _revision(line):
    first, *words = line.split()
    revision = Revision(first)
    target = None
    for word in words:
        if word in WORDS:
            target = getattr(revision, WORDS[word])
        elif target is None:
            raise ValueError(f"what is {word!r} in {line!r}?")
        else:
            target.append(word)
    return revision


def load_all():
    return [parse(path.stem, path.read_text()) for path in sorted((HERE / "cases").glob("*.graph"))]


def _value(items):
    return repr(None if not items else items[0] if len(items) == 1 else tuple(items))


def _script(revision):
    return f'''"""add {revision.id}

Revision ID: {revision.id}
Create Date: 2026-01-01 00:00:00
"""
from alembic import op

revision = {revision.id!r}
down_revision = {_value(revision.down)}
branch_labels = {_value(revision.labels)}
depends_on = {_value(revision.depends)}


def upgrade():
    op.execute("select 1")


def downgrade():
    pass
'''


def write_project(graph, folder, url):
    """The graph's project in `folder`; its files stand in the graph's order."""
    folder = Path(folder)
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        shutil.copy(DEFAULT / name, folder / name)
    ini = (DEFAULT / "alembic.ini").read_text().replace("{{url}}", url)
    for setting in graph.settings:
        key = setting.partition("=")[0].strip()
        ini = re.sub(rf"^{key} *=.*\n", "", ini, flags=re.M)  # a case's own word replaces the usual one
        if setting.partition("=")[2].strip() != "(none)":
            ini = ini.replace("\n", "\n" + setting + "\n", 1)
    (folder / "alembic.ini").write_text(ini)
    for name in graph.folders:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, revision in enumerate(graph.revisions):
        place = folder / (revision.folder[0] if revision.folder else "versions")
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:03d}_{re.sub('[^A-Za-z0-9_]', '_', revision.id)}.py").write_text(_script(revision))
