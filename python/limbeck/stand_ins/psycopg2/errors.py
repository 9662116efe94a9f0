"""A class for each SQLSTATE: errors.UniqueViolation."""

from ._errors import class_of
from ._states import STATES


def lookup(code):
    return class_of(code)


def __getattr__(name):
    for state, words in STATES.items():
        if "".join(word.capitalize() for word in words.split("_")) == name:
            return class_of(state)
    raise AttributeError(f"module 'psycopg2.errors' has no attribute {name!r}")
