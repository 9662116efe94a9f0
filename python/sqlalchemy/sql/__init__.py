"""The expression language; sqlalchemy.sql.<name> as scripts import it."""

from limbeck.facade import unknown_names

from . import operators
from .dml import Delete, Insert, Update, delete, insert, update
from .elements import (ClauseElement, ColumnElement, all_, and_, any_, asc, between, bindparam, case, cast, collate, column,
                       desc, distinct, false, label, literal, literal_column, not_, null, nulls_first,
                       nulls_last, nullsfirst, nullslast, or_, over, quoted_name, text, true)
from .functions import Function, func, modifier
from .selectable import (Alias, ColumnCollection, FromClause, Join, Select, TableClause, alias, except_, except_all,
                         exists, intersect, intersect_all, join, outerjoin, select, subquery, table, union, union_all)

__getattr__ = unknown_names(__name__, ("base", "ddl", "dml", "elements", "expression", "functions", "schema", "selectable",
                                       "sqltypes", "type_api"))
