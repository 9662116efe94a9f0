"""Pools by name. limbeck opens a connection when one is asked for and closes it with it."""


class Pool:
    def __init__(self, creator=None, *args, **kw):
        self._creator = creator

    def connect(self):
        return self._creator.raw_connection() if hasattr(self._creator, "raw_connection") else self._creator()

    def dispose(self):
        pass

    def size(self):
        return 0

    def checkedout(self):
        return 0

    checkedin = overflow = size

    def status(self):
        return type(self).__name__


class NullPool(Pool):
    pass


class StaticPool(Pool):
    pass


class QueuePool(Pool):
    pass


class AsyncAdaptedQueuePool(QueuePool):
    pass


class FallbackAsyncAdaptedQueuePool(AsyncAdaptedQueuePool):
    pass


class SingletonThreadPool(Pool):
    pass


class AssertionPool(Pool):
    pass


class PoolProxiedConnection:
    pass


class ManagesConnection:
    pass


class ConnectionPoolEntry(ManagesConnection):
    pass


class PoolResetState:
    pass


_ConnectionFairy = PoolProxiedConnection
_ConnectionRecord = ConnectionPoolEntry


def clear_managers():
    pass
