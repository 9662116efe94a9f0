"""What SQLAlchemy's asynchronous engines need of greenlet, where nothing below them waits: limbeck's connections answer a
function when they have the answer. A function that is "spawned" runs to its end, and what it awaits on the way has been
done when it is asked for."""

__version__ = "3.5.6"


class GreenletExit(BaseException):
    pass


class error(Exception):
    pass


class greenlet:
    dead = False
    _is_running = _is_done = False

    def __init__(self, run=None, parent=None):
        self.run = run
        self.parent = parent

    def switch(self, *args, **kwargs):
        """The function is run at the first switch, which gives something to be awaited, and its result at the second."""
        global _current
        if self.run is None or self._is_running:  # asked from within for something to be awaited
            return _done(*args)
        if self._is_done:
            self.dead = True
            return self._result
        before, _current, self._is_running = _current, self, True
        try:
            self._result = self.run(*args, **kwargs)
        finally:
            _current, self._is_running, self._is_done = before, False, True
        return _Nothing()

    def throw(self, kind, value=None, traceback=None):
        self.dead = True
        raise value if value is not None else kind


class _Nothing:
    def __await__(self):
        return iter(())


def _done(awaitable):
    steps = awaitable.__await__()
    try:
        next(steps)
    except StopIteration as stop:
        return stop.value
    raise error("a migration waits for something that is not its database")


_current = _main = greenlet()


def getcurrent():
    return _current
