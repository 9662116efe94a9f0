"""The expression language; sqlalchemy.sql.<name> as scripts import it."""

from .elements import (ClauseElement, ColumnElement, all_, and_, any_, asc, between, bindparam, bitwise_not, case, cast,
                       collate, column, desc, distinct, extract, false, funcfilter, label, literal, literal_column, not_,
                       null, nulls_first, nulls_last, nullsfirst, nullslast, or_, outparam, over, quoted_name, text,
                       true, try_cast, tuple_, type_coerce, within_group)
from .dml import Delete, Insert, Update, delete, insert, update
from .functions import Function, func, modifier
from .selectable import (FromClause, Join, Select, TableClause, alias, cte, except_, except_all, exists, intersect,
                         intersect_all, join, lateral, outerjoin, select, subquery, table, tablesample, union, union_all,
                         values)
from . import operators

from .selectable import Alias, ColumnCollection

from limbeck.facade import unknown_names

__getattr__ = unknown_names(__name__, ("base", "ddl", "dml", "elements", "expression", "functions", "schema", "selectable",
                                       "sqltypes", "type_api"))
