"""Reads the models of checkouts of public projects with nothing of them installed, and puts what their metadata says beside the
real SQLAlchemy.

    tests/real/models.py --python PYTHON [--limbeck build/limbeck] [--fastapi FOLDER] [--onyx FOLDER] …

PYTHON has SQLAlchemy and the packages that contribute to the projects' schemas (sqlmodel, flask-sqlalchemy, sqlalchemy-utils,
fastapi-users-db-sqlalchemy, celery, pgvector); others that are missing there are mocks. A project without a checkout is skipped.
Nothing in a checkout is changed. The template of fastapi is written for Python 3.14, and wants such a PYTHON.
"""

import argparse
import difflib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

from support.results import Results  # noqa: E402
from support.tools import Limbeck, clean_environment  # noqa: E402

# Where its modules are, what makes `target_metadata` as the project's env.py does, and settings that it cannot do without.
POSTGRESQL = "target_dialects = ('postgresql',)\n"
PROJECTS = {
    "fastapi": ("backend", "from app.models import SQLModel\ntarget_metadata = SQLModel.metadata\n" + POSTGRESQL, {}),
    "onyx": ("backend", "from onyx.db.models import Base\nfrom celery.backends.database.session import ResultModelBase\n"
                        "target_metadata = [Base.metadata, ResultModelBase.metadata]\n" + POSTGRESQL, {}),
    "dispatch": ("src", "import dispatch\nfrom dispatch.database.core import Base\ntarget_metadata = Base.metadata\n"
                        + POSTGRESQL,
                 {name: "x" for name in ("DISPATCH_ENCRYPTION_KEY", "DISPATCH_JWT_SECRET", "DATABASE_HOSTNAME",
                                         "DISPATCH_UI_URL", "DISPATCH_HELP_EMAIL", "DISPATCH_HELP_SLACK_CHANNEL")} |
                 {"DATABASE_CREDENTIALS": "name:word"}),
    "mealie": (".", "import mealie.db.models._all_models\nfrom mealie.db.models._model_base import SqlAlchemyBase\n"
                    "target_metadata = SqlAlchemyBase.metadata\n", {}),
    "ctfd": (".", "from CTFd.models import db\ntarget_metadata = db.metadata\n", {}),
    "jupyterhub": (".", "from jupyterhub import orm\ntarget_metadata = orm.Base.metadata\n", {}),
}

INI = """\
[alembic]
script_location = %(here)s
path_separator = os
prepend_sys_path = {path}
"""

ENV = """\
import project_models
from limbeck import models

import dump

models.complete(project_models.target_metadata)
with open("found.txt", "w") as file:
    file.write("\\n".join(dump.of_module(project_models)))
"""

# The same with the real packages; classes and functions of those that are not installed do nothing.
REAL = """\
import importlib.abc
import importlib.machinery
import sys
import types
import warnings
from unittest.mock import MagicMock

warnings.simplefilter("ignore")


def _attribute(self, name):
    if name.startswith("__"):
        raise AttributeError(name)
    return MagicMock()


class Missing(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        found = type(name, (), {"__init__": lambda self, *a, **k: None, "__class_getitem__": classmethod(lambda c, i: c),
                                "__getattr__": _attribute}) if name[0].isupper() else MagicMock()
        setattr(self, name, found)
        return found


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in sys.stdlib_module_names or top in ("app", "onyx", "ee", "shared_configs", "dispatch", "mealie", "CTFd",
                                                     "jupyterhub"):
            return None
        if "." in name and not isinstance(sys.modules.get(top), Missing):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return Missing(spec.name)

    def exec_module(self, module):
        pass


sys.meta_path.append(Finder())
import dump
import project_models

with open("expected.txt", "w") as file:
    file.write("\\n".join(dump.of_module(project_models)))
"""


def compare(checkout, options, name, folder):
    """None, or what is wrong."""
    place, text, settings = PROJECTS[name]
    path = [str(folder), str(checkout / place), str(HERE.parent / "models")]
    (folder / "versions").mkdir()
    for file, content in {"project_models.py": text, "env.py": ENV, "alembic.ini": INI.format(path=":".join(path)),
                          "script.py.mako": "", "real.py": REAL}.items():
        (folder / file).write_text(content)
    result = Limbeck(options.limbeck).run(["--allow", "write", "current"], folder, settings)
    if result.status:
        return f"limbeck ends with {result.status}\n{result.text()[-3000:]}"
    done = subprocess.run([options.python, "real.py"], cwd=folder, capture_output=True, text=True,
                          env=clean_environment({**settings, "PYTHONPATH": ":".join(path)}))
    if done.returncode:
        return f"the real one ends with {done.returncode}\n{done.stderr[-3000:]}"
    ours, theirs = ((folder / file).read_text().splitlines() for file in ("found.txt", "expected.txt"))
    differences = list(difflib.unified_diff(theirs, ours, "SQLAlchemy", "limbeck", lineterm="", n=0))
    if differences:
        return "\n".join(differences[:40])
    print(f"{name}: {sum(line.startswith('table ') for line in ours)} tables are the same")
    return None


def main():
    parser = argparse.ArgumentParser(description="Compare models of public projects with the real SQLAlchemy's reading")
    parser.add_argument("--limbeck", default=str(HERE.parent.parent / "build" / "limbeck"))
    parser.add_argument("--python", default=sys.executable)
    for name in PROJECTS:
        parser.add_argument(f"--{name}", metavar="FOLDER", default=os.environ.get(f"LIMBECK_{name.upper()}"))
    options = parser.parse_args()
    results = Results(verbose=True)
    for name in PROJECTS:
        given = getattr(options, name)
        if not given:
            results.add(name, "skipped", f"no checkout: --{name} FOLDER or LIMBECK_{name.upper()}")
            continue
        with tempfile.TemporaryDirectory(prefix="limbeck-real-") as folder:
            wrong = compare(Path(given).resolve(), options, name, Path(folder))
        results.add(name, "failed" if wrong else "passed", wrong or "")
    print(results.summary())
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
