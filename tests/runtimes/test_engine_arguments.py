"""Arguments of create_engine() that façades do not take."""

from common import database, expect, must, on, run
from support import projects
from test_taking_up import refused

ASYNC = '''
from sqlalchemy.ext.asyncio import create_async_engine
async def connect():
    return None
create_async_engine("sqlite+aiosqlite://", async_creator=connect)
'''


@on("sqlite")
def test_an_asynchronous_creator_is_refused_with_words(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [(ASYNC, "pass")], env=projects.ENV)
    for runtime in ("auto", "thorough"):
        refused(tool, ["--runtime", runtime, "upgrade", "head"], project, "async_creator", "limbeck connects by itself",
                "0001_step.py")
    refused(tool, ["--runtime", "quick", "upgrade", "head"], project, "create_engine(async_creator=...) is not supported",
            "--runtime thorough")
    target.drop()


# What asyncpg would have been told becomes the session's, in the engine's own connection.
SETTINGS = '''
engine = sa.create_engine(op.get_bind().engine.url.set(drivername="postgresql+asyncpg"), connect_args={
    "server_settings": {"application_name": "deployer", "search_path": "a, b", "work_mem": "3MB"}, "timeout": 20.5,
    "ssl": False, "statement_cache_size": 0})
with engine.connect() as connection:
    for name, said in (("application_name", "deployer"), ("search_path", "a, b"), ("work_mem", "3MB")):
        found = connection.execute(sa.text(f"SHOW {name}")).scalar()
        assert found == said, (name, found)
'''


@on("postgresql")
def test_settings_of_a_session(tool, folder, server, kind):
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [(SETTINGS, "pass")], env=projects.ENV)
    must(run(tool, ["--runtime", "quick", "upgrade", "head"], project))
    target.drop()


@on("sqlite")
def test_arguments_that_nobody_knows(tool, folder, server, kind):
    """What the façade does not do is SQLAlchemy's to do or to refuse; what the driver would not take is refused by both."""
    target = database(kind, folder, server)
    for number, (arguments, said) in enumerate((
            ("colour=1", "Invalid argument(s) 'colour'"), ("connect_args={'colour': 1}", "colour"),
            ("connect_args={'factory': object}", ""), ("connect_args={'colour': {'a': [1]}}", "colour"))):
        step = f"sa.create_engine({target.url()!r}, {arguments}).connect().execute(sa.text('SELECT 1'))"
        project = projects.make(folder / f"project{number}", target.url(), [(step, "pass")], env=projects.ENV)
        for runtime in ("auto", "thorough"):
            done = run(tool, ["--runtime", runtime, "upgrade", "head"], project)
            expect(done.returncode == 255 and said in done.stderr and "0001_step.py" in done.stderr,
                   f"{arguments}, {runtime}: {done.returncode}\n{done.stderr}")


@on("sqlite")
def test_arguments_that_change_nothing(tool, folder, server, kind):
    step = f"""
engine = sa.create_engine("sqlite://", connect_args={{"check_same_thread": False, "timeout": 30, "detect_types": 0}}, echo=False,
                          pool_pre_ping=True, pool_recycle=3600, future=True, query_cache_size=10, json_serializer=None)
with engine.connect() as connection:
    assert connection.execute(sa.text("SELECT 1")).scalar() == 1
"""
    target = database(kind, folder, server)
    project = projects.make(folder / "project", target.url(), [(step, "pass")], env=projects.ENV)
    for runtime in ("quick", "thorough"):
        must(run(tool, ["--runtime", runtime, "upgrade", "head"], project))
        must(run(tool, ["--runtime", runtime, "downgrade", "base"], project))


CONTEXT = """
import ssl
made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
{told}
engine = sa.create_engine("{url}", connect_args={{"ssl": made}})
engine.connect().execute(sa.text("SELECT 1"))
"""
AUTHORITY = "/etc/ssl/certs/ca-certificates.crt"


def test_contexts_that_cannot_be_told(tool, folder, server):
    """What neither libpq nor libmariadb can be told of an SSLContext is refused before anybody connects."""
    postgresql, mysql = "postgresql+psycopg2://u@127.0.0.1:1/x", "mysql+pymysql://u@127.0.0.1:1/x"
    (folder / "more.pem").write_bytes(open(AUTHORITY, "rb").read())
    for number, (url, told, said) in enumerate((
            (mysql, "", "knows no authority"),
            (mysql, f"made.load_verify_locations(cadata=open({AUTHORITY!r}).read())", "stand in no file"),
            (mysql, f"made.load_verify_locations({AUTHORITY!r}); made.load_verify_locations(cafile={str(folder / 'more.pem')!r})",
             "more than one ca"),
            (postgresql, f"made.load_verify_locations({AUTHORITY!r}); made.set_ciphers('ALL')", "no way to choose ciphers"),
            (postgresql, "made.load_verify_locations(capath='/etc/ssl/certs')", "a folder of authorities"),
            (postgresql, "made.load_default_certs()", "onnect"))):
        steps = [(CONTEXT.format(told=told, url=url), "pass")]
        project = projects.make(folder / f"project{number}", f"sqlite:///{folder}/{number}.db", steps, env=projects.ENV)
        for runtime in ("quick", "thorough"):
            done = run(tool, ["--runtime", runtime, "upgrade", "head"], project)
            expect(done.returncode == 255 and said in done.stderr, f"{told}, {runtime}: {done.returncode}\n{done.stderr}")


NOBODY = """
try:
    sa.create_engine("mysql+pymysql://u@127.0.0.1:1/x").connect().execute(sa.text("SELECT 1"))
except sa.exc.OperationalError as error:
    number, message = error.orig.args
    assert number in (2002, 2003) and "127.0.0.1" in message, error
else:
    raise AssertionError("connected")
"""


@on("sqlite")
def test_a_server_that_is_not_there(tool, folder, server, kind):
    target = database(kind, folder, server)
    for runtime in ("quick", "thorough"):
        project = projects.make(folder / runtime, target.url(), [(NOBODY, "pass")], env=projects.ENV)
        must(run(tool, ["--runtime", runtime, "upgrade", "head"], project))
        must(run(tool, ["--runtime", runtime, "downgrade", "base"], project))
