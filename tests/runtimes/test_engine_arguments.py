"""Arguments of create_engine() that façades do not take."""

from common import database, must, on, run
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
