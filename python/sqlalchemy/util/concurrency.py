"""Asynchronous scripts: the engine's calls are plain ones, so nothing has to be awaited."""


def await_only(awaitable):
    """Runs an awaitable to its end, from code that is not asynchronous."""
    if not hasattr(awaitable, "__await__"):
        return awaitable
    try:
        next(awaitable.__await__())
    except StopIteration as stop:
        return stop.value
    raise RuntimeError("a migration waits for something that is not a database (await within run_async)")


async def greenlet_spawn(function, *args, **kw):
    return function(*args, **kw)
