from . import *  # noqa: F401,F403
from . import AsyncConnection, AsyncEngine, AsyncSession, AsyncAttrs, async_sessionmaker, create_async_engine, async_engine_from_config, async_scoped_session
