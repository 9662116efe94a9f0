"""A front for asyncio: run() alone, which is all that most env.py want of it. Their coroutines never wait for anything,
for the engine answers at once; so a coroutine is simply driven to its end. Every other name, and a coroutine that does
wait, brings in the real package (asyncio._whole is its __init__), which takes over in the middle of the coroutine."""

import _thread
import sys

_running = {}  # thread -> _Light


class _Light:
    """A run() that has no event loop, as long as nobody asks for one."""

    __slots__ = ("main", "loop", "task", "outcome", "debug")

    def __init__(self, main, debug):
        self.main = main
        self.debug = debug
        self.loop = self.task = self.outcome = None

    def drive(self):
        """Runs the coroutine to its end, or to where it waits; the outcome is what a task then goes on from."""
        try:
            waits_for = self.main.send(None)
        except StopIteration as stop:
            self.outcome = "returned", stop.value
        except BaseException as error:
            self.outcome = "raised", error
        else:
            self.outcome = "waits", waits_for
        if self.loop is None and self.outcome[0] == "waits":
            _load()
            self.make_loop()

    def make_loop(self):
        """A real loop, whose only task this coroutine has been from the start."""
        self.loop = self  # not None: what makes the loop asks for names of the package, too
        loop = self.loop = _names["new_event_loop"]()
        if self.debug is not None:
            loop.set_debug(self.debug)
        self.task = loop.create_task(self.go_on())
        events._set_running_loop(loop)
        loop._thread_id = _thread.get_ident()
        tasks._enter_task(loop, self.task)

    async def go_on(self):
        kind, value = self.outcome
        if kind == "returned":
            return value
        if kind == "raised":
            raise value
        return await _Rest(self.main, value)

    def finish(self):
        if self.loop is None:
            kind, value = self.outcome
            if kind == "raised":
                raise value
            return value
        loop = self.loop
        tasks._leave_task(loop, self.task)
        events._set_running_loop(None)
        loop._thread_id = None
        events.set_event_loop(loop)
        try:
            return loop.run_until_complete(self.task)
        finally:
            try:
                runners._cancel_all_tasks(loop)
                loop.run_until_complete(loop.shutdown_asyncgens())
                loop.run_until_complete(loop.shutdown_default_executor())
            finally:
                events.set_event_loop(None)
                loop.close()


class _Rest:
    """What is left of a coroutine that waits for a future."""

    def __init__(self, main, waits_for):
        self.main = main
        self.waits_for = waits_for

    def __await__(self):
        waits_for = self.waits_for
        while True:
            try:
                sent = yield waits_for
            except BaseException as error:
                step = self.main.throw, error
            else:
                step = self.main.send, sent
            try:
                waits_for = step[0](step[1])
            except StopIteration as stop:
                return stop.value


def run(main, *, debug=None):
    """asyncio.run()."""
    ident = _thread.get_ident()
    if _is_loaded and events._get_running_loop() is not None or ident in _running:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if type(main) is not _coroutine:
        raise ValueError(f"a coroutine was expected, got {main!r}")
    light = _running[ident] = _Light(main, debug)
    try:
        light.drive()
        return light.finish()
    finally:
        del _running[ident]


async def _sample():
    pass


_coroutine = type(_made := _sample())
_made.close()
del _made

_names = {}  # of the real package
_is_loaded = False
_loader = None  # the thread that loads the package; its modules ask for one another here
_loading = _thread.RLock()


def _load():
    global _is_loaded, _loader
    with _loading:
        if _is_loaded:
            return
        _loader = _thread.get_ident()
        names = globals()
        before = dict(names)
        exec(__import__("_imp").get_frozen_object("asyncio._whole"), names)
        # Out of the way again: each access passes __getattr__, which sees whether this thread has a loop yet.
        for name in list(names):
            if names[name] is not before.get(name) and type(names[name]) is not type(sys):
                _names[name] = names.pop(name)
        names.update(before)
        _is_loaded = True


def __getattr__(name):
    if name[:2] == "__" and name != "__all__":
        raise AttributeError(f"module 'asyncio' has no attribute {name!r}")
    if not _is_loaded:
        if _loader == _thread.get_ident():
            raise AttributeError(f"module 'asyncio' has no attribute {name!r}")
        _load()
    light = _running.get(_thread.get_ident())
    if light is not None and light.loop is None and light.outcome is None:
        light.make_loop()
    try:
        return _names[name]
    except KeyError:
        raise AttributeError(f"module 'asyncio' has no attribute {name!r}") from None


def _when_called(name):
    # Names that settings modules import and store (async_scoped_session(scopefunc=current_task)): the package can wait.
    def function(*arguments, **named):
        return __getattr__(name)(*arguments, **named)

    function.__name__ = function.__qualname__ = name
    return function


current_task = _when_called("current_task")
get_running_loop = _when_called("get_running_loop")
get_event_loop = _when_called("get_event_loop")
iscoroutine = _when_called("iscoroutine")
iscoroutinefunction = _when_called("iscoroutinefunction")
