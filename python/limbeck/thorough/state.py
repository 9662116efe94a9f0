"""What is at work in this thread, for the engine: it calls reset(), replace() and forget() around each run of an env.py,
and step() around each revision."""

import limbeck.running  # noqa: F401  (Alembic keeps sys.stdout as it finds it, which must be the watched one)

import gc
import sys
from contextlib import contextmanager

from _limbeck import note_refusal
from limbeck.errors import Error, script_place
from limbeck.virtual_environment import placeholder_in_environment

_stack = []
_leaving = []  # what ends what reset() has begun, for each of _stack


def environment():
    """The EnvironmentContext at work, made when a script is run without an env.py."""
    if not _stack:
        reset()
    return _stack[-1]


def reset():
    if "alembic" in sys.modules:
        return _begin()
    # What is imported first stays: no collection is to go through it, now or later.
    gc.disable()
    try:
        return _begin()
    finally:
        gc.freeze()
        gc.enable()


def _begin():
    import logging

    from alembic import command

    from limbeck.commands import ARGUMENTS, READING, refused

    from . import mysql, order
    from .batch import install
    from .drivers import register
    from .environment import EnvironmentContext
    from .flask_application import enter

    install()
    mysql.install()
    order.install()
    register()
    # Alembic silences its loggers where nobody configures any; limbeck's warnings speak through them.
    root = logging.getLogger("alembic")
    for handler in [handler for handler in root.handlers if type(handler) is logging.NullHandler]:
        root.removeHandler(handler)
    for name in ARGUMENTS:
        if name not in READING:
            setattr(command, name, refused(name))
    made = EnvironmentContext.of_engine()
    leave = enter(made.config, made.script.env_py_location)
    made._install_proxy()
    _stack.append(made)
    _leaving.append(leave)
    return None


def replace(previous):
    _stack.pop()._remove_proxy()
    leave = _leaving.pop()
    if leave is not None:
        leave()
    if _stack:
        _stack[-1]._install_proxy()


def forget():
    while _stack:
        replace(None)


def context():
    """The migration context at work."""
    return environment().context_of_engine()


def config():
    """That of the command: a template is rendered when env.py has ended, or where none was run."""
    from .config import EngineConfig

    return _stack[-1].config if _stack else EngineConfig()


@contextmanager
def step():
    """While a revision runs: op and context speak of the migration context, whose connection it must not take away."""
    context = environment().context_of_engine()
    from alembic.operations import Operations

    with Operations.context(context), context.held():
        try:
            yield
        except AttributeError as error:
            if error.name is None or not _are_operations(error.obj):
                raise
            package = placeholder_in_environment()
            if not package:
                raise
            note_refusal(False, package)
            raise Error(f"op.{error.name} is none of Alembic's operations, and {package}, which may add it, is a placeholder",
                        script_place(), "", "unsupported") from error


def _are_operations(item):
    from alembic.operations.base import AbstractOperations

    return isinstance(item, AbstractOperations) or getattr(item, "__name__", "") == "alembic.op"
