"""A constant for each SQLSTATE: errorcodes.UNIQUE_VIOLATION."""

from ._states import STATES


def lookup(code):
    return STATES[code].upper()


def __getattr__(name):
    if name.startswith("CLASS_"):
        raise AttributeError(f"module 'psycopg2.errorcodes' has no attribute {name!r}")
    for state, words in STATES.items():
        if words.upper() == name:
            return state
    raise AttributeError(f"module 'psycopg2.errorcodes' has no attribute {name!r}")
