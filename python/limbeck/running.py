"""Runs the files of a project: revision files once, env.py whenever it is asked for."""

import _thread
import builtins
import io
import sys
import time
import posix
from posix import _exit as _end, getpid, stat

from _limbeck import (before_output, compile as compile_source, is_thorough, reads_from_terminal, release_output,
                      write_on_terminal)
from limbeck import opaque
from limbeck.arguments import run_arguments
from limbeck.errors import Error, place, script_place
from limbeck.project_paths import package_of_folder
from limbeck.sources import read_source

_lock = _thread.allocate_lock()
_compiled = {}  # path -> (stamp, code), until it is run
_modules = {}  # path -> (stamp, module)
_running = []  # revision files and their functions that run now, of all threads, for messages
_path_locks = {}  # path -> lock: ten threads that migrate from one folder run each file once


def _stamp(path):
    found = stat(path)
    return found.st_mtime_ns, found.st_size


def _compile(path):
    stamp = _stamp(path)
    kept = _compiled.get(path)
    if kept is not None and kept[0] == stamp:
        return kept
    # Bytes: the file's own coding declaration is honoured then.
    kept = stamp, compile_source(read_source(path), path)
    _compiled[path] = kept
    return kept


# Flags of code that a call does not run: generators, coroutines, both.
_NOT_RUN_BY_A_CALL = 0x20 | 0x80 | 0x100 | 0x200

# What may define a function in ways that the code of a module does not show.
_DEFINES_OTHERWISE = frozenset(("exec", "globals", "locals", "vars", "setattr", "__dict__", "__getattr__"))


def check_file(path, name):
    """Compiles a revision file, which is kept until load_file() runs it. False where it is sure that it will not have a
    function of that name; one that a call would not run is refused."""
    loaded = _modules.get(path)
    if loaded is not None and loaded[0] == _stamp(path):
        return True
    code = _compile(path)[1]
    found = [part for part in code.co_consts if type(part) is type(code) and part.co_name == name]
    if len(found) == 1 and found[0].co_flags & _NOT_RUN_BY_A_CALL and _is_bound_once(path, name):
        raise _not_run(found[0], name)
    return bool(found) or _may_define(code, name)


def _may_define(code, name):
    if name in code.co_names or ("*",) in code.co_consts or not _DEFINES_OTHERWISE.isdisjoint(code.co_names):
        return True
    return any(_may_define(part, name) for part in code.co_consts if type(part) is type(code))


def _is_bound_once(path, name):
    """Whether the undecorated function that stands at the top of a file is all that the name is ever given."""
    import ast

    tree = compile(read_source(path), path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    plain = [node for node in tree.body if getattr(node, "name", None) == name and not getattr(node, "decorator_list", True)]
    others = [node for node in ast.walk(tree)
              if getattr(node, "id", getattr(node, "asname", None) or getattr(node, "name", None)) == name]
    return len(plain) == 1 and others == plain


def _not_run(code, name):
    is_async = code.co_flags & (0x80 | 0x200)
    return Error(f"{name}() is {'async' if is_async else 'a generator, for it has `yield`'}: a call of it runs nothing",
                 place(code.co_filename, code.co_firstlineno),
                 f"Write it as a plain function, `def {name}():`"
                 + ("; what must be awaited runs by `op.run_async(function)`" if is_async else ", without `yield`"))


def run_file(path, name):
    """Runs a file as a new module of that name."""
    module = type(sys)(name)
    module.__file__ = path
    # A relative import in a revision file means the files beside it.
    module.__package__ = package_of_folder(path.rpartition("/")[0])
    _, code = _compile(path)
    _compiled.pop(path, None)
    exec(code, module.__dict__)
    return module


def load_file(path, name):
    """The module of a file, which is run when it was not yet, or has changed since."""
    with _lock:
        lock = _path_locks.setdefault(path, _thread.RLock())
    with lock:
        stamp = _stamp(path)
        kept = _modules.get(path)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        _running.append(f"the file {path.rpartition('/')[2]}")
        try:
            module = run_file(path, name)
        finally:
            _running.pop()
        _modules[path] = stamp, module
        return module


def run_step(module, name, arguments):
    """Calls upgrade() or downgrade() of a revision; effects that are opaque are refused meanwhile."""
    function = getattr(module, name, None)
    if function is None:
        return
    opaque.refuse_as_step(function, name)
    code = getattr(function, "__code__", None)
    if code is not None and code.co_flags & _NOT_RUN_BY_A_CALL:
        raise _not_run(code, name)
    _running.append(f"{name}() of revision {getattr(module, 'revision', '')}")
    with opaque.strict(), _step():
        try:
            result = function(*arguments, **run_arguments())
            if type(result).__name__ in ("coroutine", "generator", "async_generator"):
                raise _not_run(next(getattr(result, part) for part in ("gi_code", "cr_code", "ag_code")
                                    if hasattr(result, part)), name)
        except TypeError as error:
            if error.__traceback__.tb_next is None:  # the call itself: no line of the script has run
                error.limbeck_place = place(code.co_filename, code.co_firstlineno) if code else ""
            raise
        finally:
            _running.pop()


def _exit(status):
    """os._exit(). Inside of a step nothing would tell that it, and all behind it, has not been done."""
    if _running and getpid() == _pid:
        before_output()  # the steps before are done, or their failure is what there is to say
        write_on_terminal(2, f"FAILED: {_running[-1]} ended the program: os._exit({status})\n  {script_place()}\n"
                             "  What was not committed yet is rolled back; raise an exception to say what is wrong.\n"
                             .encode(errors="backslashreplace"))
        status = 255
    _end(status)


def _step():
    if not is_thorough():
        return _nothing
    from limbeck.thorough.state import step

    return step()


class _Nothing:
    def __enter__(self):
        return None

    def __exit__(self, *error):
        return False


_nothing = _Nothing()


class _Stream(io.TextIOWrapper):
    """A standard stream: what a script writes waits for the engine's lines about the steps before it, and stays clear of
    the line at the bottom of the terminal."""

    is_output = False

    def write(self, text):
        if self.is_output:
            release_output()
        if before_output() and self.isatty():
            write_on_terminal(self.fileno(), text.encode(self.encoding, self.errors))
            return len(text)
        try:
            return super().write(text)
        except BrokenPipeError:
            return len(text)  # `limbeck upgrade head | head -1`: no failure of the step that prints

    def flush(self):
        try:
            super().flush()
        except BrokenPipeError:
            pass


def _watch(name):
    stream = getattr(sys, name)
    if type(stream) is not io.TextIOWrapper:
        return
    encoding, errors, mode = stream.encoding, stream.errors, stream.mode
    watched = _Stream(stream.detach(), encoding, errors, "\n", False, True)
    watched.mode, watched.is_output = mode, name == "stdout"
    setattr(sys, name, watched)
    setattr(sys, f"__{name}__", watched)


def _sleep(seconds, _sleep=time.sleep):
    before_output()  # whoever looks at the log meanwhile should see which step it is
    _sleep(seconds)


def _input(prompt="", /, _input=input):
    if not before_output():
        return _input(prompt)
    reads_from_terminal(True)
    try:
        return _input(prompt)
    finally:
        reads_from_terminal(False)


_pid = getpid()
_exit.__module__ = "posix"
for _module in (posix, sys.modules.get("os", posix)):
    _module._exit = _exit
_watch("stdout")
_watch("stderr")
time.sleep = _sleep
_sleep.__name__ = _sleep.__qualname__ = "sleep"
builtins.input = _input
_input.__name__ = _input.__qualname__ = "input"


def finish():
    """As Py_FinalizeEx() begins: threads that are no daemons and executors first, then what asked to be called. False when
    Ctrl-C has ended the wait for them."""
    import atexit

    waited = True
    threading = sys.modules.get("threading")
    if threading is not None:
        try:
            threading._shutdown()
        except KeyboardInterrupt:
            waited = False
        except Exception:
            sys.excepthook(*sys.exc_info())
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            pass
    return waited
