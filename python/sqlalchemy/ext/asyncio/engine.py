from . import AsyncConnection, AsyncEngine, create_async_engine
