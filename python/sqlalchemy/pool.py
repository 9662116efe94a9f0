"""Pools by name. limbeck opens a connection when one is asked for and closes it with it."""


class Pool:
    def __init__(self, engine=None):
        self._engine = engine

    def connect(self):
        return self._engine.raw_connection()

    def dispose(self):
        """No connection waits in it."""


for _name in ("NullPool", "StaticPool", "QueuePool", "AsyncAdaptedQueuePool", "SingletonThreadPool"):
    globals()[_name] = type(_name, (Pool,), {"__module__": __name__})


class PoolProxiedConnection:
    pass


class ConnectionPoolEntry:
    pass
