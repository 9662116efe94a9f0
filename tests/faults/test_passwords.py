"""Passwords never appear: not in errors, not in logs, not with any way of writing the URL."""


from common import database, expect, on, run
from support import postgres, projects
from support.results import Skip

SECRET = "wrong-p@ss/wörd"
WRITTEN = "wrong-p%40ss%2Fw%C3%B6rd"


@on("postgresql")
def test_wrong_password_is_not_printed(tool, folder, server, kind):
    port = server().port
    shapes = [
        f"postgresql://locked:{WRITTEN}@127.0.0.1:{port}/postgres",
        f"postgresql+psycopg2://locked:{WRITTEN}@127.0.0.1:{port}/postgres?application_name=x",
        f"postgresql://127.0.0.1:{port}/postgres?user=locked&password={WRITTEN}",
    ]
    for number, url in enumerate(shapes):
        project = projects.make(folder / f"p{number}", url, [projects.table_and_index(1)])
        for arguments in (["upgrade", "head"], ["current", "-v"], ["downgrade", "base"]):
            done = run(tool, arguments, project)
            said = done.stdout + done.stderr
            expect(done.returncode not in (0, 2), f"{arguments} ended with {done.returncode}:\n{said}")
            for form in (SECRET, WRITTEN):
                expect(form not in said, f"{arguments} on {url} prints the password:\n{said}")
            expect("password" in said and "locked" in said, f"does not say what was wrong:\n{said}")


@on("postgresql")
def test_right_password_is_not_printed(tool, folder, server, kind):
    url = f"postgresql://locked:{postgres.LOCKED_PASSWORD}@127.0.0.1:{server().port}/postgres"
    project = projects.make(folder / "p", url, [('op.execute("SELECT * FROM nowhere")', "pass")])
    for arguments, word in ((["current", "-v"], "locked:***@"), (["upgrade", "head"], ""),
                            (["upgrade", "head", "--sql"], "SELECT * FROM nowhere")):
        done = run(tool, arguments, project)
        said = done.stdout + done.stderr
        expect(said and word in said, f"{arguments} does not say {word!r}:\n{said}")
        expect(postgres.LOCKED_PASSWORD not in said, f"{arguments} prints the password:\n{said}")


def test_errors_of_scripts_and_settings(tool, folder, server):
    """Where a script's line, its own words or a setting hold a URL, what is shown of it is without the password."""
    if tool.name == "alembic":
        raise Skip("Alembic shows them")
    secret = "s3cr3tword"
    url = f"postgresql://u:{secret}@h/db"
    step = [projects.table_and_index(1)]
    literal = f"from sqlalchemy import create_engine\ncreate_engine({url!r}).nothing()\n"
    told = f"raise RuntimeError('cannot use {url}?password={secret}')\n"
    cases = {"line": ("sqlite://", literal), "words": ("sqlite://", told), "port": (f"postgresql://u:{secret}@h:abc/db", None),
             "dialect": (f"nothing://u:{secret}@h/db", None), "scheme": (f"u:{secret}@h/db", None)}
    for name, (setting, env) in cases.items():
        project = projects.make(folder / name, setting, step, env=env or projects.ENV)
        check_unsaid(run(tool, ["upgrade", "head"], project), secret)
    for number, bad in enumerate((f"u:%q{secret}", f"u:%(nothing)s{secret}", f"u:%({secret}")):
        project = projects.make(folder / f"setting{number}", "URL", step)
        ini = project / "alembic.ini"
        ini.write_text(ini.read_text().replace("= URL", f"= postgresql://{bad}@h/db"))
        check_unsaid(run(tool, ["upgrade", "head"], project), secret)
    project = projects.make(folder / "argument", "sqlite://", step)
    check_unsaid(run(tool, ["--url", f"postgresql://u:{secret}@h:abc/db", "upgrade", "head"], project), secret)


def check_unsaid(done, secret):
    said = done.stdout + done.stderr
    expect(done.returncode == 255, f"ended with {done.returncode}, not 255:\n{said}")
    expect(secret not in said, f"shows the password:\n{said}")


def check_all(tool, project, calls, secret):
    for arguments in calls:
        done = run(tool, arguments, project)
        said = done.stdout + done.stderr
        expect(done.returncode in (2, 255), f"{arguments} ended with {done.returncode}:\n{said}")
        expect(secret not in said, f"{arguments} shows the password:\n{said}")


def test_urls_in_the_wrong_place(tool, folder, server):
    """Misplaced among the arguments, or in a broken line of the configuration."""
    secret = "s3cr3tword"
    project = projects.make(folder / "project", "sqlite:///a.db", [projects.table_and_index(1)])
    for url in (f"postgresql://u:{secret}@h/d", f"postgresql://u:a@{secret}@h/d", f"postgresql://h/d?user=u&pwd={secret}",
                f"postgresql://u:{secret}"):
        check_all(tool, project, [
            [url], [url, "upgrade", "head"], ["upgrade", url], ["upgrade", "head", url], ["downgrade", url], ["current", url],
            ["stamp", url], ["show", url], ["history", "-r", f"{url}:head"], ["edit", url], ["merge", url, "x"],
            ["revision", "-m", "x", "--head", url], ["revision", "-m", "x", "--depends-on", url], ["init", url],
            ["-c", url, "current"], ["-n", url, "current"], ["--runtime", url, "current"], ["--format", url, "current"],
            ["status", "--format", url], [f"--nonsense={url}", "current"], ["current", f"--nonsense={url}"],
            ["--lock-timeout", url, "current"], ["--allow", url, "upgrade", "head"]], secret)
    ini = project / "alembic.ini"
    text = ini.read_text()
    url = f"postgresql://u:{secret}@h/d"
    for number, broken in enumerate((f"{url}\n" + text, text.replace("sqlalchemy.url =", f"{url}\nsqlalchemy.url ="),
                                     text.replace("sqlalchemy.url = sqlite:///a.db", f"sqlalchemy.url {url}"),
                                     text.replace("sqlite:///a.db", f'"{url}"'), text.replace("sqlite:///a.db", f"${{X}}{url}"),
                                     text.replace("sqlite:///a.db", f"postgresql://u:%(X)s{secret}@h/d"),
                                     text.replace("script_location", f"[{url}\nscript_location"))):
        ini.write_text(broken)
        for runtime in ("quick", "thorough"):
            done = run(tool, ["--runtime", runtime, "current"], project)
            expect(secret not in done.stdout + done.stderr, f"broken setting {number} shows it:\n{done.stdout}{done.stderr}")


@on("postgresql")
def test_statements(tool, folder, server, kind):
    """Whatever shows a statement: errors, status, plans, the log, in both runtimes."""
    target = database(kind, folder, server)
    secret = "s3cr3tword"
    statements = [f"ALTER ROLE nobody_here PASSWORD '{secret}'", f"ALTER ROLE nobody_here ENCRYPTED PASSWORD E'\\'{secret}'",
                  f"ALTER ROLE nobody_here PASSWORD $${secret}$$", f"ALTER ROLE nobody_here PASSWORD U&'{secret}'",
                  f"SELECT nothing('host=h password={secret} dbname=d')", f"SELECT nothing('postgresql://u:{secret}@h/d')",
                  f"DO $x$ BEGIN EXECUTE 'ALTER ROLE nobody_here PASSWORD ''{secret}'''; END $x$"]
    env = ("import logging\nlogging.basicConfig()\nlogging.getLogger('sqlalchemy.engine').setLevel(logging.INFO)\n"
           + projects.ENV)
    for number, statement in enumerate(statements):
        step = (f'op.execute(r"""{statement}""")', "pass")
        project = projects.make(folder / str(number), target.url(), [step], env=env)
        for runtime in ("quick", "thorough"):
            for arguments in (["upgrade", "head"], ["upgrade", "--plan", "head"], ["--raiseerr", "upgrade", "head"]):
                done = run(tool, ["--runtime", runtime, *arguments], project)
                said = done.stdout + done.stderr
                expect(secret not in said, f"{runtime} {arguments} of {statement} shows it:\n{said}")
        done = run(tool, ["status"], project)
        expect(secret not in done.stdout + done.stderr, f"status shows it:\n{done.stdout}{done.stderr}")
    target.drop()


@on("postgresql")
def test_ordinary_words_stay(tool, folder, server, kind):
    """A password that is a word of the message, or the name of a table, does not take these words away."""
    target = database(kind, folder, server)
    for password in ("account", "relation", "exist"):
        url = target.url()
        at = url.index("@")
        url = f"{url[:at]}:{password}{url[at:]}"
        project = projects.make(folder / password, url, [('op.execute("DELETE FROM account")', "pass")])
        for runtime in ("quick", "thorough"):
            done = run(tool, ["--runtime", runtime, "upgrade", "head"], project)
            expect('relation "account" does not exist' in done.stderr and "DELETE FROM account" in done.stderr, done.stderr)
    target.drop()
