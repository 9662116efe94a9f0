"""All names of the expression language in one place, as scripts import them."""

from .dml import Delete, Insert, Update, UpdateBase, ValuesBase, delete, insert, update
from .elements import *  # noqa: F401,F403
from .elements import (BinaryExpression, BindParameter, BooleanClauseList, Case, Cast, ClauseElement, ClauseList,
                       ColumnClause, ColumnElement, Executable, Extract, Grouping, Label, Null, Over, TextClause, Tuple,
                       TypeCoerce, UnaryExpression, WithinGroup, FunctionFilter, False_, True_, _truncated_label)
from .functions import Function, FunctionElement, func, modifier
from .operators import ColumnOperators, Operators
from .selectable import (CTE, Alias, ColumnCollection, CompoundSelect, Exists, FromClause, Join, Lateral, ReturnsRows,
                         ScalarSelect, Select, Selectable, Subquery, TableClause, TableSample, TableValuedAlias,
                         TextualSelect, Values, alias, cte, except_, except_all, exists, intersect, intersect_all, join,
                         lateral, outerjoin, select, subquery, table, tablesample, union, union_all, values)

SelectBase = GenerativeSelect = Select
ColumnSet = ColumnCollection
