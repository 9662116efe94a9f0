"""Engines, connections, results and URLs."""

from limbeck.facade import unknown_names

from .._dialect import Dialect
from .base import Connection, Engine, create_engine, engine_from_config
from .errors import translated as _translated
from .result import CursorResult, MappingResult, Result, ResultProxy, Row, RowMapping, ScalarResult
from .rows import rows_for_table as _rows_for_table, table_for_rows as _table_for_rows
from .statements import check_statement_options as _check_statement_options, operation_of as _operation_of
from .transactions import NestedTransaction, RootTransaction, Transaction
from .url import URL, make_url

__getattr__ = unknown_names(__name__, homes={"Inspector": "reflection", "MockConnection": "mock"})


def inspect(subject, raiseerr=True):
    from .reflection import inspect as inspect_

    return inspect_(subject, raiseerr)
