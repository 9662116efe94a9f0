"""Asynchronous engines: the same engines, with methods that can be awaited."""

from ...engine.base import create_engine, engine_from_config
from ...orm.session import _Refusing, scoped_session, sessionmaker
from ...util.concurrency import await_only as _run


class _Started:
    """What can be awaited, or used with `async with`."""

    def __init__(self, start, stop):
        self._start = start
        self._stop = stop

    def __await__(self):
        self._made = self._start()
        return self._made
        yield

    async def __aenter__(self):
        return await self

    async def __aexit__(self, *error):
        self._stop(self._made, *error)


class AsyncTransaction:
    def __init__(self, transaction):
        self.sync_transaction = transaction

    def _exit(self, *error):
        self.sync_transaction.__exit__(*error)

    async def commit(self):
        self.sync_transaction.commit()

    async def rollback(self):
        self.sync_transaction.rollback()


class AsyncConnection:
    def __init__(self, async_engine, sync_connection=None):
        self.engine = async_engine
        self.sync_engine = async_engine.sync_engine
        self._connection = sync_connection

    @property
    def sync_connection(self):
        if self._connection is None:
            self._connection = self.sync_engine.connect()
        return self._connection

    dialect = property(lambda self: self.sync_connection.dialect)
    closed = property(lambda self: self.sync_connection.closed)

    def __await__(self):
        return self
        yield

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self.sync_connection.close()

    async def run_sync(self, fn, *args, **kw):
        return fn(self.sync_connection, *args, **kw)

    async def execution_options(self, **opt):
        self.sync_connection.execution_options(**opt)
        return self

    def begin(self):
        return _Started(lambda: AsyncTransaction(self.sync_connection.begin()), AsyncTransaction._exit)


def _awaited(name):
    async def call(self, *args, **kw):
        return getattr(self.sync_connection, name)(*args, **kw)

    return call


for _name in ("execute", "scalar", "scalars", "exec_driver_sql", "commit", "rollback", "close"):
    setattr(AsyncConnection, _name, _awaited(_name))


class AsyncEngine:
    def __init__(self, sync_engine):
        self.sync_engine = sync_engine

    url = property(lambda self: self.sync_engine.url)
    dialect = property(lambda self: self.sync_engine.dialect)
    name = property(lambda self: self.sync_engine.name)

    def connect(self):
        return AsyncConnection(self)

    def begin(self):
        begun = self.sync_engine.begin()
        return _Started(lambda: AsyncConnection(self, begun.__enter__()), lambda made, *error: begun.__exit__(*error))

    async def dispose(self, close=True):
        self.sync_engine.dispose()


def create_async_engine(url, **kw):
    return AsyncEngine(create_engine(url, **kw))


def async_engine_from_config(configuration, prefix="sqlalchemy.", **kwargs):
    return AsyncEngine(engine_from_config(configuration, prefix, **kwargs))


class AsyncAttrs:
    """Of models: how they load what is missing is no matter of a schema."""


class AsyncSession(_Refusing):
    def __init__(self, bind=None, **kw):
        self.bind = bind

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return False

    async def close(self):
        """Nothing has been done in it."""


class async_sessionmaker(sessionmaker):
    def __init__(self, bind=None, *, class_=AsyncSession, **kw):
        super().__init__(bind, class_=class_, **kw)


async_scoped_session = scoped_session
