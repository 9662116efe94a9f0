"""Plug-ins of autogenerate that packages register."""

from ..autogenerate.registered import Registered

comparators = Registered("comparator of a plug-in")


class Plugin:
    """What a package adds to the comparison."""

    def __init__(self, name):
        self.name = name

    def add_autogenerate_comparator(self, fn, compare_target, compare_element=None, *, qualifier="default", priority=None):
        comparators.dispatch_for(compare_target)(fn)

    @classmethod
    def setup_plugin_from_module(cls, module, name):
        module.setup(cls(name))
