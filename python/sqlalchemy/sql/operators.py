"""Operators by name."""

from operator import add, and_, eq, ge, getitem, gt, inv, le, lt, mod, mul, ne, neg, or_, sub, truediv  # noqa: F401

COMPARISONS = frozenset((
    "eq", "ne", "lt", "le", "gt", "ge", "like", "not_like", "ilike", "not_ilike", "is", "is_not", "is_distinct_from",
    "is_not_distinct_from", "contains", "startswith", "endswith", "icontains", "istartswith", "iendswith", "between", "in",
))


class custom_op:
    """An operator that the script wrote as text: column.op("@>")."""

    def __init__(self, opstring, precedence=0, is_comparison=False, eager_grouping=False):
        self.opstring = opstring
        self.precedence = precedence
        self.is_comparison = is_comparison
        self.eager_grouping = eager_grouping

    def _plain(self):
        plain = {"name": "custom", "text": self.opstring, "precedence": self.precedence}
        if self.is_comparison:
            plain["comparison"] = True
        if self.eager_grouping:
            plain["eager_grouping"] = True
        return plain


class ColumnOperators:
    __slots__ = ()


Operators = ColumnExpressionArgument = SQLColumnExpression = ColumnOperators
