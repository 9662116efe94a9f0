"""Arguments of create_engine() that façades do not take."""

from common import database, on
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
