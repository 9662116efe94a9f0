"""Helpers that scripts import from sqlalchemy.util."""

from .langhelpers import (OrderedDict, OrderedSet, asbool, asint, b, classproperty, deprecated, flatten_iterator,
                          hybridproperty, immutabledict, memoized_property, symbol, to_list, warn, warn_deprecated)
from .concurrency import await_only, greenlet_spawn

FacadeDict = immutabledict
py38 = py39 = py310 = py311 = True
py3k = True
