"""Listeners. Those of tables, of metadata, of new connections, of mappers that are made and of parts of a schema that are put
together are called; others to engines are refused when the engine connects, those to instances when one is made or
changed; those to sessions have nothing to hear, for a session is refused itself."""

from limbeck.errors import place_of
from limbeck.facade import unsupported

CANCEL = object()
NO_RETVAL = object()


def _listeners(target):
    if isinstance(target, type):
        return class_listeners(target)
    found = getattr(target, "__dict__", {}).get("_listeners")
    if found is None:
        target = getattr(target, "sync_engine", None) or target
        try:
            found = target.__dict__.get("_listeners")
            if found is None:
                found = {}
                target._listeners = found
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


_ATTACHING = ("before_parent_attach", "after_parent_attach")
_MAPPING = ("instrument_class", "after_mapper_constructed", "before_mapper_configured", "mapper_configured",
            "before_configured", "after_configured")
attaching = []  # (identifier, target, function)
mapping = []  # (identifier, target, function, whether classes below the target are meant, too)


def attach(identifier, item, parent):
    """Tells those who listen that a part of a schema gets its parent."""
    for name, target, function in list(attaching):
        if name == identifier and (item is target or isinstance(target, type) and isinstance(item, target)):
            function(item, parent)


def mapped(identifier, mapper, cls):
    """Tells those who listen of a mapper."""
    for name, target, function, propagate in list(mapping):
        if name == identifier and _meant(target, mapper, cls, propagate):
            function(mapper, cls)


def _meant(target, mapper, cls, propagate):
    if target is cls or target is mapper or target is type(mapper) or getattr(target, "__name__", "") == "mapper":
        return True
    return propagate and isinstance(target, type) and issubclass(cls, target)


def listen(target, identifier, fn, *args, **kw):
    if getattr(type(target), "_tells_nobody", False):
        unsupported(f"a listener to {identifier} of one connection", where=place_of(fn))
    if kw.get("once"):
        fn = _once(fn)
    if identifier in _ATTACHING:
        attaching.append((identifier, target, fn))
    elif identifier in _MAPPING:
        mapping.append((identifier, target, fn, bool(kw.get("propagate"))))
    _listeners(target).setdefault(identifier, []).append(fn)


def _once(function):
    called = []

    def wrapped(*args, **kw):
        if not called:
            called.append(True)
            return function(*args, **kw)

    return wrapped


def listens_for(target, identifier, *args, **kw):
    def decorate(function):
        listen(target, identifier, function, *args, **kw)
        return function

    return decorate


def remove(target, identifier, fn):
    attaching[:] = [one for one in attaching if one[:3] != (identifier, target, fn)]
    mapping[:] = [one for one in mapping if one[:3] != (identifier, target, fn)]
    try:
        _listeners(target)[identifier].remove(fn)
    except (KeyError, ValueError):
        pass


def contains(target, identifier, fn):
    return fn in _listeners(target).get(identifier, ())


class Events:
    pass
