"""Messages that help: each says what is so, where, and what to do now."""

import contextlib
import os
import subprocess

from common import database, expect, must, on, run
from support import projects
from support.tools import clean_environment

TABLE = ('op.create_table("account", sa.Column("id", sa.Integer(), primary_key=True))', 'op.drop_table("account")')


def said(tool, arguments, project, *words, status=255, but=(), folder=None):
    done = run(tool, arguments, folder or project)
    text = done.stdout + done.stderr
    expect(done.returncode == status, f"{arguments} ended with {done.returncode}, not {status}:\n{text}")
    for word in words:
        expect(word in text, f"{arguments} does not say {word!r}:\n{text}")
    for word in but:
        expect(word not in text, f"{arguments} says {word!r}:\n{text}")
    return text


@on("postgresql")
def test_a_deferred_constraint_names_its_revision(tool, folder, server, kind):
    deferred = ('op.execute("CREATE TABLE child (id int REFERENCES account DEFERRABLE INITIALLY DEFERRED)")\n'
                'op.execute("INSERT INTO child VALUES (7)")', "pass")
    for number, env in enumerate((projects.ENV, projects.ENV.replace(", transaction_per_migration=True", ""))):
        target = database(kind, folder, server)
        project = projects.make(folder / str(number), target.url(), [TABLE, deferred, projects.table_and_index(3)], env=env)
        for runtime in ("quick", "thorough"):
            text = said(tool, ["--runtime", runtime, "upgrade", "head"], project, "child_id_fkey",
                        "upgrade r0001 -> r0002, step 2 (versions/0002_step.py)", "statement: COMMIT")
            expect(("r0002 -> r0003, step 3 (" in text) == (number == 1), text)
        target.drop()


@on("postgresql")
def test_what_stays_committed(tool, folder, server, kind):
    target = database(kind, folder, server)
    step = ('op.execute("CREATE TABLE twice AS SELECT 1 AS id FROM generate_series(1, 2)")\n'
            'with op.get_context().autocommit_block():\n'
            '    op.execute("CREATE UNIQUE INDEX CONCURRENTLY one ON twice (id)")', "pass")
    project = projects.make(folder / "project", target.url(), [step])
    for runtime in ("quick", "thorough"):
        said(tool, ["--runtime", runtime, "upgrade", "head"], project, 'could not create unique index "one"',
             "An INVALID index of that name may remain", "stays committed")
        target.execute("DROP TABLE twice")
    before = ('raise RuntimeError("no")\nwith op.get_context().autocommit_block():\n    pass', "pass")
    project = projects.make(folder / "before", target.url(), [before])
    said(tool, ["upgrade", "head"], project, "RuntimeError: no", but=["stays committed"])
    target.drop()


@on("postgresql")
def test_a_type_that_a_downgrade_left(tool, folder, server, kind):
    target = database(kind, folder, server)
    step = ('op.create_table("day", sa.Column("mood", sa.Enum("sad", "ok", name="mood")))', 'op.drop_table("day")')
    project = projects.make(folder / "project", target.url(), [step])
    must(run(tool, ["upgrade", "head"], project))
    must(run(tool, ["downgrade", "base"], project))
    said(tool, ["upgrade", "head"], project, 'type "mood" already exists', "leaves its types behind")
    target.drop()


@on("sqlite")
def test_where_a_walk_leads(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [TABLE, ("pass", "pass")])
    versions = project / "versions"
    (versions / "side.py").write_text(projects.revision(2, "pass").replace('"r0002"', '"side"'))
    said(tool, ["upgrade", "head"], project, "The heads are", "limbeck upgrade heads", "limbeck merge heads")
    (versions / "merge.py").write_text(projects.revision(3, "pass").replace("'r0002'", "('r0002', 'side')"))
    must(run(tool, ["upgrade", "head"], project))
    said(tool, ["downgrade", "-1"], project, "Ambiguous walk", "More than one revision comes next: ", "r0002", "side")
    must(run(tool, ["downgrade", "r0001"], project))
    said(tool, ["upgrade", "+1"], project, "Ambiguous walk", "r0002", "side")
    target.execute("UPDATE alembic_version SET version_num = 'lost'")
    for arguments in (["downgrade", "-1"], ["upgrade", "head"], ["upgrade", "+1"]):
        said(tool, arguments, project, "identified by 'lost'", "no file in the versions folder has it",
             but=["no branch of that name"])


@on("sqlite")
def test_what_scripts_get_wrong(tool, folder, server, kind):
    target = database(kind, folder, server)
    cases = {
        'op.creat_table("t")': (["Did you mean: 'create_table'?", "Correct the script"], []),
        'import sys\nsys.exit("Set TENANT first")': (["FAILED: Set TENANT first", "sys.exit"], ["Correct the script"]),
        "import sys\nsys.exit(3)": (["sys.exit(3)", "Nothing more was run"], ["Correct the script"]),
        'raise RuntimeError("ask Bob")': (["RuntimeError: ask Bob", "on purpose"], ["Correct the script"]),
        'assert False, "no way back"': (["AssertionError: no way back", "on purpose"], ["Correct the script"]),
        'int("x")': (["ValueError", "Correct the script"], ["on purpose"]),
        'try:\n    int("x")\nexcept ValueError:\n    raise': (["ValueError", "Correct the script"], ["on purpose"]),
    }
    for number, (code, (words, but)) in enumerate(cases.items()):
        project = projects.make(folder / str(number), target.url(), [(code, "pass")])
        said(tool, ["upgrade", "head"], project, *words, but=but)
        said(tool, ["--runtime", "thorough", "upgrade", "head"], project, *words, but=but)


def test_options_on_the_wrong_side(tool, folder, server):
    project = projects.make(folder / "project", "sqlite:///a.db", [TABLE])
    said(tool, ["--verbose", "history"], project, "--verbose must stand behind the command", status=2)
    said(tool, ["-v", "history"], project, "-v must stand behind the command", status=2)
    for arguments in (["--dry-run", "upgrade", "head"], ["upgrade", "--dry-run", "head"], ["downgrade", "base", "--dry-run"]):
        said(tool, arguments, project, "--plan prints what would be done", status=2)
    expect(not (project / "a.db").exists(), "something was run")


def test_settings_that_are_meant_otherwise(tool, folder, server):
    project = projects.make(folder / "project", "URL", [TABLE])
    ini = project / "alembic.ini"
    text = ini.read_text()
    for written, words in (('"sqlite:///a.db"', "Take the quotes away"), ("${DATABASE_URL}", "--url"),
                           ("sqlite:///%(DB_NAME)s.db", "no variables of the environment")):
        ini.write_text(text.replace("= URL", f"= {written}"))
        for runtime in ("quick", "thorough"):
            said(tool, ["--runtime", runtime, "current"], project, words)
    below = project / "versions"
    said(tool, ["current"], project, "but one in " + str(project), "run the command there", folder=below)


def test_folders_of_revisions(tool, folder, server):
    project = projects.make(folder / "project", "sqlite:///a.db", [TABLE])
    versions = project / "versions"
    odd = os.fsencode(versions) + b"/0001_\xff.py"
    os.rename(versions / "0001_step.py", odd)
    said(tool, ["history"], project, "r0001 (head)", status=0)
    for runtime in ("quick", "thorough"):
        said(tool, ["--runtime", runtime, "upgrade", "head"], project, status=0)
        said(tool, ["--runtime", runtime, "downgrade", "base"], project, status=0)
    versions.rename(project / "elsewhere")
    said(tool, ["history"], project, "There is no folder", str(versions), status=0)
    (project / "elsewhere").rename(versions)
    if os.geteuid() == 0:  # root reads everything
        return
    versions.chmod(0)
    try:
        said(tool, ["history"], project, "can't be read: Permission denied", str(versions))
    finally:
        versions.chmod(0o755)


def test_modules_that_fail(tool, folder, server):
    project = projects.make(folder / "project", "sqlite:///a.db", [TABLE],
                            env="import conf\nimport app.missing\n" + projects.ENV)
    (project / "conf.py").write_text("import os\nNAME = 'x'\nURL = os.environ['NOT_THERE']\n")
    (project / "app").mkdir()
    (project / "app" / "__init__.py").write_text("")
    for runtime in ("quick", "thorough"):
        text = said(tool, ["--runtime", runtime, "current"], project, "the module conf failed while it was imported, at conf.py:3",
                    "KeyError: 'NOT_THERE'", "app.missing", "env.py:2", status=0)
        expect(text.count("the module conf failed") == 1, text)
    said(tool, ["status"], project, "Modules that could not be imported", "conf: KeyError: 'NOT_THERE' (conf.py:3)",
         "app.missing: there is no such module (env.py:2)", status=0)
    said(tool, ["status", "--format", "json"], project, '"module": "conf"', '"place": "conf.py:3"', status=0)


@on("sqlite")
def test_a_virtual_table_is_not_rebuilt(tool, folder, server, kind):
    target = database(kind, folder, server)
    step = ('with op.batch_alter_table("words", recreate="always") as batch:\n'
            '    batch.add_column(sa.Column("n", sa.Integer()))', "pass")
    project = projects.make(folder / "project", target.url(),
                            [('op.execute("CREATE VIRTUAL TABLE words USING fts5(x)")', "pass"), step])
    said(tool, ["upgrade", "head"], project, "words is a virtual table", "versions/0002_step.py")
    [[sql]] = target.execute("SELECT sql FROM sqlite_master WHERE name = 'words'")
    expect(sql.startswith("CREATE VIRTUAL TABLE"), sql)


LOGGING = """
[loggers]
keys = root,alembic

[handlers]
keys = file,rotating,syslog

[formatters]
keys = generic

[logger_root]
level = WARNING
handlers = file

[logger_alembic]
level = INFO
handlers = rotating,syslog
qualname = alembic

[handler_file]
class = FileHandler
args = ('all.log', 'a')
formatter = generic

[handler_rotating]
class = handlers.RotatingFileHandler
args = ('runs.log', 'a', 120, 2)
formatter = generic

[handler_syslog]
class = handlers.SysLogHandler
args = ('log',)
formatter = generic

[formatter_generic]
format = %(levelname)s [%(name)s] %(message)s
"""


@contextlib.contextmanager
def open_folder(path):
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}"
    finally:
        os.close(descriptor)


def test_handlers_of_the_configuration(tool, folder, server):
    """Where log lines go is the user's choice, whatever scripts are allowed."""
    import socket

    env = ("from logging.config import fileConfig\nfrom alembic import context\n"
           "fileConfig(context.config.config_file_name)\n" + projects.ENV)
    other = 'open("other.log", "w")'
    for runtime in ("quick", "thorough"):
        project = projects.make(folder / runtime, "sqlite:///a.db", [TABLE, ("pass", "pass"), (other, "pass")], env=env)
        ini = project / "alembic.ini"
        ini.write_text(ini.read_text().split("[loggers]")[0] + LOGGING)
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        with open_folder(project) as short:  # a path below the limit of socket names
            listening.bind(f"{short}/log")
        listening.settimeout(5)
        try:
            said(tool, ["--runtime", runtime, "upgrade", "r0002"], project, status=0)
            expect("Context impl" in listening.recv(1000).decode(), "nothing came to the log server")
        finally:
            listening.close()
        expect("Running upgrade r0001 -> r0002" in (project / "runs.log").read_text(), (project / "runs.log").read_text())
        expect((project / "runs.log.1").exists(), "the file was not rotated")
        expect((project / "all.log").exists(), "no file of the root's")
        said(tool, ["--runtime", runtime, "upgrade", "r0003"], project, "may not write files", "other.log")


def test_the_name_alembic(tool, folder, server):
    project = projects.make(folder / "project", "sqlite:///a.db", [TABLE])
    link = folder / "alembic"
    link.symlink_to(os.path.abspath(tool.argv[0]))

    def call(*arguments):
        return subprocess.run([link, *arguments], cwd=project, text=True, capture_output=True)

    expect(call("--version").stdout.startswith("alembic 1."), call("--version").stdout)
    expect("Usage: alembic [OPTIONS] COMMAND" in call("--help").stdout, call("--help").stdout)
    text = call("upgrade", "--help").stdout
    expect("Usage: alembic upgrade" in text and "alembic upgrade +1" in text and "limbeck upgrade" not in text, text)
    wrong = call("upgrade")
    expect(wrong.returncode == 2 and wrong.stderr.startswith("alembic upgrade: error: "), wrong.stderr)
    expect(call("upgrade", "head").returncode == 0, "upgrade")
    expect(call("current").stdout == "r0001 (head)\n", call("current").stdout)


SETTINGS = '''
from pydantic import SecretStr
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    database_url: str
    port: int
    secret_key: SecretStr
Settings()
'''


@on("sqlite")
def test_settings_that_are_missing(tool, folder, server, kind):
    for number, (env, words) in enumerate((
            (SETTINGS, ["pydantic_core._pydantic_core.ValidationError: 2 validation errors for Settings",
                        "database_url\n  Field required [type=missing", "port\n  Input should be a valid integer",
                        "https://errors.pydantic.dev/2.14/v/missing", "Set what the settings lack"]),
            ("import os\nos.environ['APP_DSN']\n", ["KeyError: 'APP_DSN'", "Set the environment variable APP_DSN"]))):
        project = projects.make(folder / str(number), database(kind, folder, server).url(), [TABLE], env=env + projects.ENV)
        for runtime in ("quick", "thorough"):
            done = subprocess.run([*tool.argv, "--runtime", runtime, "upgrade", "head"], cwd=project, text=True,
                                  capture_output=True, env={**clean_environment(), "PORT": "many", "SECRET_KEY": "hush"})
            said = done.stdout + done.stderr
            expect(done.returncode == 255 and not done.stdout, f"ended with {done.returncode}: {said}")
            for word in [*words, "env.py:"]:
                expect(word in said, f"does not say {word!r}:\n{said}")
            expect("hush" not in said and "Correct the script" not in said, said)
