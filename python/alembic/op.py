"""op.*: the operations of the migration that runs in this thread."""

from ._state import operations as _current
from .operations.base import Operations as _Operations


def _proxy(name):
    def function(*args, **kw):
        return getattr(_current(), name)(*args, **kw)

    function.__name__ = function.__qualname__ = name
    function.__wrapped__ = getattr(_Operations, name)
    globals()[name] = function


for _name in _Operations._names():
    _proxy(_name)

register_operation = _Operations.register_operation
_context = None
