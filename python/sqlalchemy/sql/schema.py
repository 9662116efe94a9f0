"""The names of sqlalchemy.schema, in their old place."""

from ..schema import *  # noqa: F401,F403
