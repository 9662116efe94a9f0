"""sqlite3, over limbeck's connections (https://docs.python.org/3/library/sqlite3.html). What it lacks raises
NotSupportedError."""

from .dbapi2 import *  # noqa: F403
