"""Passwords never appear: not in errors, not in logs, not with any way of writing the URL."""


from common import expect, on, run
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
