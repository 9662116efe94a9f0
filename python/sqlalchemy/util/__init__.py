"""Helpers that scripts import from sqlalchemy.util."""

from collections import OrderedDict

from .concurrency import await_only, greenlet_spawn
from .langhelpers import classproperty, immutabledict, memoized_property, to_list
