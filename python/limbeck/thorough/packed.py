"""How what the program carries packed is imported, and the modules that stand in for drivers."""

import marshal
from _frozen_importlib import ModuleSpec
from _imp import get_frozen_object, is_frozen, is_frozen_package
from zlib import decompress

from _limbeck import packed_module

_STAND_INS = "limbeck.stand_ins."
# Drivers that limbeck stands in for.
DRIVERS = frozenset(("greenlet", "psycopg2", "sqlite3"))


class _Loader:
    def __init__(self, code):
        self._code = code

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(self._code(), module.__dict__)


def find(name):
    """The spec of a module that is packed or stands in for a driver; None for any other."""
    if name.partition(".")[0] in DRIVERS:
        frozen = _STAND_INS + name
        if not is_frozen(frozen):
            return None
        return ModuleSpec(name, _Loader(lambda: get_frozen_object(frozen)), origin="frozen",
                          is_package=is_frozen_package(frozen))
    found = packed_module(name)
    if found is None:
        return None
    packed, is_package = found
    return ModuleSpec(name, _Loader(lambda: marshal.loads(decompress(packed))), origin="frozen", is_package=is_package)
