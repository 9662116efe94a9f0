from . import *  # noqa: F401,F403
from . import dialect as _dialect
from ...engine import Dialect as PGDialect
