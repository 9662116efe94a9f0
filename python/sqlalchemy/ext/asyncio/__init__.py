"""Asynchronous engines: the same engines, with methods that can be awaited."""

from ...engine.base import Connection, Engine, create_engine, engine_from_config
from ...orm.session import _Refusing, scoped_session, sessionmaker


def _run(awaitable):
    """Runs an awaitable to its end, from code that is not asynchronous."""
    if not hasattr(awaitable, "__await__"):
        return awaitable
    iterator = awaitable.__await__()
    try:
        next(iterator)
    except StopIteration as stop:
        return stop.value
    raise RuntimeError("a migration waits for something that is not a database (await within run_async)")


class _Started:
    """What can be awaited, or used with `async with`."""

    def __init__(self, start, stop=None):
        self._start = start
        self._stop = stop

    def __await__(self):
        self._made = self._start()
        return self._made
        yield

    async def __aenter__(self):
        self._made = self._start()
        return self._made

    async def __aexit__(self, *error):
        if self._stop is not None:
            self._stop(self._made, *error)


class AsyncTransaction:
    def __init__(self, transaction):
        self.sync_transaction = transaction

    @property
    def is_active(self):
        return self.sync_transaction.is_active

    async def commit(self):
        self.sync_transaction.commit()

    async def rollback(self):
        self.sync_transaction.rollback()

    close = rollback


class AsyncConnection:
    def __init__(self, async_engine, sync_connection=None):
        self.engine = async_engine
        self.sync_engine = async_engine.sync_engine if async_engine is not None else None
        self.sync_connection = sync_connection

    @classmethod
    def _regenerate_proxy_for_target(cls, target):
        return cls(AsyncEngine(target.engine), target)

    def __await__(self):
        return self._ready()
        yield

    def _ready(self):
        if self.sync_connection is None:
            self.sync_connection = self.sync_engine.connect()
        return self

    start = property(lambda self: self.__aenter__)

    async def __aenter__(self):
        return self._ready()

    async def __aexit__(self, *error):
        self.sync_connection.close()

    @property
    def dialect(self):
        return self._ready().sync_connection.dialect

    @property
    def closed(self):
        return self.sync_connection is not None and self.sync_connection.closed

    @property
    def info(self):
        return self.sync_connection.info

    async def run_sync(self, fn, *args, **kw):
        return fn(self._ready().sync_connection, *args, **kw)

    async def execute(self, statement, parameters=None, *, execution_options=None):
        return self._ready().sync_connection.execute(statement, parameters, execution_options=execution_options)

    async def scalar(self, statement, parameters=None, *, execution_options=None):
        return self._ready().sync_connection.scalar(statement, parameters, execution_options=execution_options)

    async def scalars(self, statement, parameters=None, *, execution_options=None):
        return self._ready().sync_connection.scalars(statement, parameters, execution_options=execution_options)

    stream = execute

    async def exec_driver_sql(self, statement, parameters=None, execution_options=None):
        return self._ready().sync_connection.exec_driver_sql(statement, parameters, execution_options)

    def begin(self):
        return _Started(lambda: AsyncTransaction(self._ready().sync_connection.begin()),
                        lambda made, *error: made.sync_transaction.__exit__(*error))

    def begin_nested(self):
        return _Started(lambda: AsyncTransaction(self._ready().sync_connection.begin_nested()),
                        lambda made, *error: made.sync_transaction.__exit__(*error))

    def in_transaction(self):
        return self._ready().sync_connection.in_transaction()

    async def commit(self):
        self.sync_connection.commit()

    async def rollback(self):
        self.sync_connection.rollback()

    async def close(self):
        self.sync_connection.close()

    async def execution_options(self, **opt):
        self._ready().sync_connection.execution_options(**opt)
        return self

    async def get_raw_connection(self):
        return self._ready().sync_connection.connection

    async def invalidate(self, exception=None):
        self.sync_connection.invalidate()


class AsyncEngine:
    def __init__(self, sync_engine):
        self.sync_engine = sync_engine

    @property
    def url(self):
        return self.sync_engine.url

    @property
    def dialect(self):
        return self.sync_engine.dialect

    @property
    def name(self):
        return self.sync_engine.name

    @property
    def driver(self):
        return self.sync_engine.driver

    @property
    def pool(self):
        return self.sync_engine.pool

    echo = False

    def connect(self):
        return AsyncConnection(self)

    def begin(self):
        def start():
            self._begun = self.sync_engine.begin()
            return AsyncConnection(self, self._begun.__enter__())

        return _Started(start, lambda made, *error: self._begun.__exit__(*error))

    async def dispose(self, close=True):
        self.sync_engine.dispose()

    def execution_options(self, **opt):
        return AsyncEngine(self.sync_engine.execution_options(**opt))


def create_async_engine(url, **kw):
    return AsyncEngine(create_engine(url, **kw))


def async_engine_from_config(configuration, prefix="sqlalchemy.", **kwargs):
    return AsyncEngine(engine_from_config(configuration, prefix, **kwargs))


async def create_async_pool_from_url(url, **kwargs):
    from ...engine import create_pool_from_url

    return create_pool_from_url(url, **kwargs)


class AsyncAttrs:
    @property
    def awaitable_attrs(self):
        return self


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


class async_scoped_session(scoped_session):
    pass


AsyncResult = AsyncScalarResult = AsyncMappingResult = AsyncTuples = object
AsyncSessionTransaction = AsyncTransaction
__all__ = ["AsyncConnection", "AsyncEngine", "AsyncSession", "Connection", "Engine"]
