"""What scripts pass as a bind."""

from . import exc


def bound(bind):
    """The connection or engine behind it."""
    if hasattr(bind, "_invoke"):
        return bind
    for name in ("sync_connection", "sync_engine"):
        found = getattr(bind, name, None)
        if found is not None:
            return found
    if callable(getattr(bind, "connection", None)):
        return bind.connection()
    return bind


def inspector_of(bind):
    found = bound(bind)
    if not hasattr(found, "_inspector"):
        raise exc.NoInspectionAvailable(f"No inspection system is available for object of type {type(bind)}")
    return found._inspector()
