"""The names of sqlalchemy.schema, in their old place."""

from ..schema import *  # noqa: F401,F403
from .dml import Executable  # noqa: F401
from .selectable import ColumnCollection  # noqa: F401
