"""Engines, connections, results and URLs."""

from limbeck.facade import unknown_names

from .._binding import bound
from .._dialect import Dialect
from .base import (Connection, Engine, NestedTransaction, RootTransaction, Transaction, TwoPhaseTransaction,
                   _check_statement_options, _connection_url, _operation_of, _rows_for_table, _table_for_rows, _translated,
                   create_engine, engine_from_config)
from .result import (BaseRow, ChunkedIteratorResult, CursorResult, FrozenResult, IteratorResult, MappingResult,
                     MergedResult, Result, ResultProxy, Row, RowMapping, ScalarResult, result_tuple)
from .url import URL, make_url


__getattr__ = unknown_names(__name__, homes={"Inspector": "reflection"})


def create_mock_engine(url, executor, **kw):
    from .mock import create_mock_engine as make

    return make(url, executor, **kw)


def create_pool_from_url(url, **kwargs):
    from ..pool import QueuePool

    return QueuePool(create_engine(url, **kwargs))


def inspect(subject, raiseerr=True):
    from .reflection import inspect as inspect_

    return inspect_(subject, raiseerr)


class Compiled:
    pass


class TypeCompiler:
    pass


class ExecutionContext:
    pass


class ExceptionContext:
    pass


class AdaptedConnection:
    pass


class CreateEnginePlugin:
    pass


class BindTyping:
    NONE = 1
    SETINPUTSIZES = 2
    RENDER_CASTS = 3


class MockConnection:
    """See engine.mock; here for isinstance()."""
