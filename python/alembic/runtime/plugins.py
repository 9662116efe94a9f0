"""Plug-ins of autogenerate: which there are, and which a comparison asks for."""

import re

from ..util.exc import CommandError
from ..util.langhelpers import PriorityDispatcher

# What limbeck compares by itself.
OWN = ("alembic.autogenerate.schemas", "alembic.autogenerate.tables", "alembic.autogenerate.types",
       "alembic.autogenerate.constraints", "alembic.autogenerate.defaults", "alembic.autogenerate.comments",
       "alembic.ext.checkconstraint_byname")
_OLD_NAMES = {"alembic.autogenerate.checkconstraint_byname": "alembic.ext.checkconstraint_byname"}
_registered = {}


class Plugin:
    """What a package adds to the comparison. limbeck takes it down, and refuses a comparison that asks for it."""

    def __init__(self, name):
        if name in _registered or name in OWN:
            raise ValueError(f"A plugin named {name} is already registered")
        self.name = name
        self.autogenerate_comparators = PriorityDispatcher()
        _registered[name] = self

    def remove(self):
        del _registered[self.name]

    def add_autogenerate_comparator(self, fn, compare_target, compare_element=None, *, qualifier="default",
                                    priority=None):
        self.autogenerate_comparators.dispatch_for(compare_target, subgroup=compare_element, priority=priority,
                                                   qualifier=qualifier)(fn)

    @classmethod
    def setup_plugin_from_module(cls, module, name):
        module.setup(cls(name))


def active(expressions):
    """Those that autogenerate_plugins asks for: names of limbeck's own parts, and Plugins."""
    wanted = {text: _pattern(text) for text in expressions if not text.startswith("~")}
    unwanted = [_pattern(text[1:]) for text in expressions if text.startswith("~")]
    found, met = [], set()
    for name in (*OWN, *_registered):
        if any(pattern.match(name) for pattern in unwanted):
            continue
        matching = [text for text, pattern in wanted.items() if pattern.match(name)]
        if matching:
            met.update(matching)
            found.append(_registered.get(name, name))
    unmet = [text for text in wanted if text not in met]
    if unmet:
        raise CommandError(f"Did not locate plugins: {', '.join(unmet)}")
    return found


def _pattern(text):
    made = ""
    for token in _OLD_NAMES.get(text, text).split("."):
        if token != "*" and not token.isidentifier():
            raise ValueError(f"Invalid plugin expression {text!r}")
        made += r"\..+?" if token == "*" else rf"\.{token}"
    return re.compile(f"^{made[2:]}$")
