from . import AsyncSession, async_sessionmaker
