"""After `upgrade` of an oracle case, nothing differs between the database and models that state exactly what it holds.

The models come from limbeck itself: against models without a table it writes drops, and their downgrade() makes all of it
again, which default/stated.py reads as models."""

import re
import shutil
import tempfile
from pathlib import Path

from support import cases, databases
from support.projects import DEFAULT as PROJECT
from support.results import Failure, Skip
from support.tools import make_subject, memory_folder
from support.turns import by_turns  # noqa: E402

DEFAULT = Path(__file__).resolve().parent / "default"
EMPTY = "import sqlalchemy\n\nmetadata = sqlalchemy.MetaData()\n"
CLEAN = "No new upgrade operations detected."


def jobs(words):
    """(name, arguments of check) for each oracle case that is upgraded live, on its databases by turns."""
    found = []
    for number, case in enumerate(cases.load_all()):
        for kind in by_turns([kind for kind in case.databases if case.wants("live", kind)], number):
            name = f"autogenerate idempotence {case.name} {kind}"
            if all(w in name for w in words):
                found.append((name, (case, kind)))
    return found


class Worker:
    def __init__(self, subject, server, keep=False):
        self.subject = make_subject(subject)
        self.server = server
        self.keep = keep

    def close(self):
        self.subject.close()

    def check(self, case, kind):
        folder = Path(tempfile.mkdtemp(prefix="limbeck-stated-", dir=memory_folder()))
        database = (databases.SqliteDatabase(folder / "database.db") if kind == "sqlite"
                    else databases.MariadbDatabase(self.server.mariadb()) if kind == "mariadb"
                    else databases.PostgresqlDatabase(self.server()))
        try:
            self._check(case, database, folder)
        except Exception:
            if self.keep:
                print(f"kept: {folder} {database.url()}")
            raise
        finally:
            if not self.keep:
                database.drop()
                shutil.rmtree(folder, ignore_errors=True)

    def _check(self, case, database, folder):
        project = cases.materialise(case, folder / "case", database)
        environment = cases.environment(case, database)
        must(self.subject, [*case.options, "upgrade", case.target, *case.arguments], project, environment)
        database.script("DROP TABLE IF EXISTS alembic_version;")
        if not _tables(database):
            raise Skip("the case leaves no table")
        check_stated(self.subject, database, folder / "stated")


def must(subject, words, project, environment=None):
    done = subject.run(words, project, environment)
    if done.status:
        raise Failure(f"`{' '.join(words)}` ended with {done.status}\n{done.text()[-2000:]}")


def check_stated(subject, database, stated):
    """Makes models that state what the database holds, in the new folder `stated`, and compares both."""
    (stated / "versions").mkdir(parents=True)
    settings = (PROJECT / "alembic.ini").read_text().replace("{{url}}", database.url().replace("%", "%%"))
    (stated / "alembic.ini").write_text(settings)
    shutil.copy(PROJECT / "script.py.mako", stated)
    # On MariaDB schemas are the databases of the server, where other tests are at work.
    schemas = "" if database.kind == "mariadb" else 'options["include_schemas"] = True'
    (stated / "env.py").write_text((DEFAULT / "env.py").read_text().replace("# {{env}}", schemas))
    (stated / "models.py").write_text(EMPTY)
    must(subject, ["revision", "--autogenerate", "-m", "stated", "--rev-id", "stated"], stated)
    [path] = (stated / "versions").glob("*.py")
    text = path.read_text()
    path.unlink()
    (stated / "models.py").write_text(models(text))
    done = subject.run(["check"], stated)
    if done.status or CLEAN not in done.text():
        raise Failure(f"check ended with {done.status}\n{done.text()[-3000:]}\n--- the models\n"
                      + (stated / "models.py").read_text()[-6000:])


def models(text):
    """The downgrade() of a revision as the text of models.py."""
    head, _, body = text.partition("def downgrade():\n")
    imports = [line for line in head.splitlines() if line.startswith(("import ", "from ")) and "alembic" not in line]
    lines = [line[4:] for line in body.splitlines() if not re.search(r"\.(create|drop)\(op\.get_bind\(\)", line)]
    return "\n".join([*imports, (DEFAULT / "stated.py").read_text(), *lines, ""])


def _tables(database):
    if database.kind == "sqlite":
        return database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    if database.kind == "mariadb":
        return database.execute("SHOW TABLES")
    return database.execute("SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")
