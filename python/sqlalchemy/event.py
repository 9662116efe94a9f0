"""Listeners. Those of tables, of metadata, of new connections and of mappers that are made are called; others to engines are refused when the engine connects, those to instances when one is made or
changed; those to sessions have nothing to hear, for a session is refused itself."""

from limbeck.errors import place_of
from limbeck.facade import unsupported
from limbeck.opaque import is_opaque, origin_of, path_of

def listeners_of(target):
    if isinstance(target, type):
        return class_listeners(target)
    found = getattr(target, "__dict__", {}).get("_listeners")
    if found is None:
        target = getattr(target, "sync_engine", None) or target
        try:
            found = target.__dict__.setdefault("_listeners", {})
        except (AttributeError, TypeError):
            return {}
    return found


def class_listeners(cls):
    """Those of all instances of a class: of Engine, of Table."""
    found = cls.__dict__.get("_limbeck_listeners")
    if found is None:
        found = {}
        try:
            type.__setattr__(cls, "_limbeck_listeners", found)
        except TypeError:  # a class of Python's own
            pass
    return found


_MAPPING = ("instrument_class", "after_mapper_constructed", "before_mapper_configured", "mapper_configured",
            "before_configured", "after_configured")
mapping = []  # (identifier, target, function, whether classes below the target are meant, too)


def mapped(identifier, mapper, cls):
    """Tells those who listen of a mapper."""
    for name, target, function, propagate in list(mapping):
        if name == identifier and _meant(target, mapper, cls, propagate):
            function(mapper, cls)


def _meant(target, mapper, cls, propagate):
    if target is cls or target is mapper or target is type(mapper) or getattr(target, "__name__", "") == "mapper":
        return True
    return propagate and isinstance(target, type) and issubclass(cls, target)


def listen(target, identifier, fn, *, propagate=False, retval=False, raw=False):
    if is_opaque(target) and origin_of(target).of_facade:
        unsupported(f"a listener to {identifier} of {path_of(target)}", where=place_of(fn))
    if getattr(type(target), "_tells_nobody", False):
        unsupported(f"a listener to {identifier} of one connection", where=place_of(fn))
    if identifier in ("before_parent_attach", "after_parent_attach"):
        unsupported(f"a listener to {identifier}", where=place_of(fn))
    if identifier in _MAPPING:
        mapping.append((identifier, target, fn, propagate))
    listeners_of(target).setdefault(identifier, []).append(fn)


def listens_for(target, identifier, **kw):
    def decorate(function):
        listen(target, identifier, function, **kw)
        return function

    return decorate


def remove(target, identifier, fn):
    unsupported("event.remove()")
