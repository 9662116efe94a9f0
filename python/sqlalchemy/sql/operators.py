"""Operators by name, and the functions of the same names that apply them."""

from operator import add, and_, eq, ge, getitem, gt, inv, le, lshift, lt, mod, mul, ne, neg, or_, rshift, sub, truediv

COMPARISONS = frozenset((
    "eq", "ne", "lt", "le", "gt", "ge", "like", "not_like", "ilike", "not_ilike", "is", "is_not", "is_distinct_from",
    "is_not_distinct_from", "match", "not_match", "regexp_match", "not_regexp_match", "contains", "startswith",
    "endswith", "icontains", "istartswith", "iendswith", "between", "in",
))


class custom_op:
    """An operator that the script wrote as text: column.op("@>")."""

    __name__ = "custom_op"

    def __init__(self, opstring, precedence=0, is_comparison=False, return_type=None, natural_self_precedent=False,
                 eager_grouping=False, python_impl=None):
        self.opstring = opstring
        self.precedence = precedence
        self.is_comparison = is_comparison
        self.return_type = return_type
        self.eager_grouping = eager_grouping

    def __call__(self, left, right, **kw):
        return left.op(self.opstring, self.precedence, self.is_comparison, self.return_type)(right)

    def _plain(self):
        plain = {"name": "custom", "text": self.opstring, "precedence": self.precedence}
        if self.is_comparison:
            plain["comparison"] = True
        if self.eager_grouping:
            plain["eager_grouping"] = True
        return plain


def _method(name):
    def apply(left, *args, **kw):
        return getattr(left, name)(*args, **kw)

    apply.__name__ = name
    return apply


like_op = _method("like")
not_like_op = notlike_op = _method("not_like")
ilike_op = _method("ilike")
not_ilike_op = notilike_op = _method("not_ilike")
in_op = _method("in_")
not_in_op = notin_op = _method("not_in")
is_ = _method("is_")
is_not = isnot = _method("is_not")
is_distinct_from = _method("is_distinct_from")
is_not_distinct_from = isnot_distinct_from = _method("is_not_distinct_from")
between_op = _method("between")
startswith_op = _method("startswith")
endswith_op = _method("endswith")
contains_op = _method("contains")
match_op = _method("match")
regexp_match_op = _method("regexp_match")
regexp_replace_op = _method("regexp_replace")
concat_op = _method("concat")
desc_op = _method("desc")
asc_op = _method("asc")
nulls_first_op = nullsfirst_op = _method("nulls_first")
nulls_last_op = nullslast_op = _method("nulls_last")
collate = _method("collate")


class ColumnOperators:
    __slots__ = ()


Operators = ColumnExpressionArgument = SQLColumnExpression = ColumnOperators
