from . import *  # noqa: F401,F403
from . import declared_attr, declarative_base, DeclarativeMeta
