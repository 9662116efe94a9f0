"""Asynchronous scripts: the engine's calls are plain ones, so nothing has to be awaited."""


def await_only(awaitable):
    from ..ext.asyncio import _run

    return _run(awaitable)


await_fallback = await_only


async def greenlet_spawn(function, *args, **kw):
    return function(*args, **kw)


def is_exit_exception(error):
    return not isinstance(error, Exception)


def in_greenlet():
    return False
