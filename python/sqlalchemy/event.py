"""Listeners. Those of tables, of metadata and of new connections are called; others are kept and have no effect."""

CANCEL = object()
NO_RETVAL = object()


def _listeners(target):
    found = getattr(target, "__dict__", {}).get("_listeners") if not isinstance(target, type) else None
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


def listen(target, identifier, fn, *args, **kw):
    if kw.get("once"):
        fn = _once(fn)
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
    try:
        _listeners(target)[identifier].remove(fn)
    except (KeyError, ValueError):
        pass


def contains(target, identifier, fn):
    return fn in _listeners(target).get(identifier, ())


class Events:
    pass
