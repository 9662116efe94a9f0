"""Pools by name. limbeck opens a connection when one is asked for and closes it with it."""


class Pool:
    pass


for _name in ("NullPool", "StaticPool", "QueuePool", "AsyncAdaptedQueuePool", "SingletonThreadPool"):
    globals()[_name] = type(_name, (Pool,), {"__module__": __name__})


class PoolProxiedConnection:
    pass


class ConnectionPoolEntry:
    pass
