"""The names of sqlalchemy.types, in their old place."""

from ..types import *  # noqa: F401,F403
from ..types import NULLTYPE, to_instance  # noqa: F401
