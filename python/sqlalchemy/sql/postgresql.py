"""Expressions that only PostgreSQL has; scripts find them in sqlalchemy.dialects.postgresql."""

from .dml import Insert, insert
from .elements import ArrayExpression as array
from .functions import _named

__all__ = ["Insert", "insert", "array", "array_agg"]

array_agg = _named("array_agg")
for _name in ("to_tsvector", "to_tsquery", "plainto_tsquery", "phraseto_tsquery", "websearch_to_tsquery", "ts_headline"):
    globals()[_name] = _named(_name)
    __all__.append(_name)
