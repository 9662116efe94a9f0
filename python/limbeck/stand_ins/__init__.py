"""Modules that stand in for database drivers, over the engine's connections, and how they are imported by those names."""

from _frozen_importlib import ModuleSpec
from _imp import get_frozen_object, is_frozen, is_frozen_package


class _Loader:
    def __init__(self, frozen):
        self._frozen = frozen

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(get_frozen_object(self._frozen), module.__dict__)


def find(name):
    """The spec of a stand-in, or of a module in one, for the name of the driver; None where it has none of that name."""
    frozen = "limbeck.stand_ins." + name
    if not is_frozen(frozen):
        return None
    return ModuleSpec(name, _Loader(frozen), origin="frozen", is_package=is_frozen_package(frozen))
