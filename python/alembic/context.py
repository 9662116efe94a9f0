"""context.*: the environment of the command that runs in this thread."""

import sys
from types import ModuleType

from ._state import environment as _environment

_names = (
    "begin_transaction", "configure", "execute", "get_bind", "get_context", "get_head_revision", "get_head_revisions",
    "get_revision_argument", "get_starting_revision_argument", "get_tag_argument", "get_x_argument", "is_offline_mode",
    "is_transactional_ddl", "requires_connection", "run_migrations", "static_output",
)


def _proxy(name):
    def function(*args, **kw):
        return getattr(_environment(), name)(*args, **kw)

    function.__name__ = function.__qualname__ = name
    return function


for _name in _names:
    globals()[_name] = _proxy(_name)


class _Context(ModuleType):
    """config and script are those of the thread that asks."""

    @property
    def config(self):
        return _environment().config

    @property
    def script(self):
        return _environment().script


sys.modules[__name__].__class__ = _Context
