"""Expressions that only PostgreSQL has; scripts find them in sqlalchemy.dialects.postgresql."""

from .dml import Insert, insert
from .elements import AggregateOrderBy, ArrayExpression
from .functions import _named

__all__ = ("Insert", "insert", "array", "aggregate_order_by", "to_tsvector", "to_tsquery", "plainto_tsquery",
           "phraseto_tsquery", "websearch_to_tsquery", "ts_headline", "Any", "All", "array_agg")

array = ArrayExpression
aggregate_order_by = AggregateOrderBy
to_tsvector = _named("to_tsvector")
to_tsquery = _named("to_tsquery")
plainto_tsquery = _named("plainto_tsquery")
phraseto_tsquery = _named("phraseto_tsquery")
websearch_to_tsquery = _named("websearch_to_tsquery")
ts_headline = _named("ts_headline")
array_agg = _named("array_agg")


def Any(other, arrexpr, operator=None):
    return arrexpr.any(other, operator)


def All(other, arrexpr, operator=None):
    return arrexpr.all(other, operator)
