"""Which module keeps the Python side of what runs in a thread."""

from _limbeck import is_thorough


def state():
    if is_thorough():
        from limbeck.thorough import state as found
    else:
        from alembic import _state as found
    return found
