"""What is at work in this thread: the environment, and its migration context."""

from _thread import _local

import _limbeck

_state = _local()


def environment():
    """The EnvironmentContext of this thread; made when a script is run without an env.py."""
    found = getattr(_state, "environment", None)
    if found is None:
        from .runtime.environment import EnvironmentContext

        found = _state.environment = EnvironmentContext()
    return found


def reset():
    """Called by the engine when a command begins and ends. Returns what was there, for replace()."""
    found = tuple(getattr(_state, name, None) for name in ("environment", "context", "identity", "config"))
    _state.environment = _state.context = _state.identity = _state.config = None
    return found


def replace(previous):
    context = getattr(_state, "context", None)
    if context is not None and context._of_thread:
        context._detach()  # whoever keeps it (hooks, files that are yet to be written) finds it as it was
    _state.environment, _state.context, _state.identity, _state.config = previous


def forget():
    """Called by the engine when a command that ran without an env.py ends."""
    reset()


def set_context(context):
    before = getattr(_state, "context", None)
    if before is not None and before._of_thread:
        before._detach()
    _state.context = context
    _state.identity = _limbeck.context_identity()


def config():
    found = getattr(_state, "config", None)
    if found is None:
        from .config import Config

        found = _state.config = Config._of_engine()
    return found


def context():
    """The MigrationContext that the engine has in this thread, or None."""
    identity = _limbeck.context_identity()
    found = getattr(_state, "context", None)
    if found is not None and getattr(_state, "identity", None) == identity:
        return found
    if not identity:
        return None
    from .runtime.migration import MigrationContext

    found = MigrationContext(environment_context=environment(), made_by_engine=True)
    _state.context, _state.identity = found, identity
    return found


def context_of_engine():
    """The MigrationContext that was made for a run without an env.py, or None."""
    found = getattr(_state, "context", None)
    return found if found is not None and found._made_by_engine else None


def operations():
    """The Operations that op.* go to."""
    found = context()
    if found is None:
        raise NameError("Can't invoke function on the 'op' module, as the proxy object has not yet been established for "
                        "the Alembic 'Operations' class.  Try placing this code inside a callable.")
    made = found.__dict__.get("_operations")
    if made is None:
        from .operations.base import Operations

        made = found._operations = Operations(found)
    return made
