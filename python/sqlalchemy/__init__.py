"""SQLAlchemy's names, for scripts: what they make is plain data, and the engine does the work."""

from . import types
from .types import (ARRAY, BIGINT, BINARY, BLOB, BOOLEAN, CHAR, CLOB, DATE, DATETIME, DECIMAL, DOUBLE, DOUBLE_PRECISION,
                    FLOAT, INT, INTEGER, JSON, NCHAR, NUMERIC, NVARCHAR, REAL, SMALLINT, TEXT, TIME, TIMESTAMP, UUID,
                    VARBINARY, VARCHAR, BigInteger, Boolean, Date, DateTime, Double, Enum, Float, Integer, Interval,
                    LargeBinary, Numeric, PickleType, SmallInteger, String, Text, Time, TupleType, TypeDecorator,
                    Unicode, UnicodeText, Uuid)
from . import sql
from .sql import *  # noqa: F401,F403
from .sql.elements import (BinaryExpression, BindParameter, BooleanClauseList, Case, Cast, ClauseElement, ClauseList,
                           CollectionAggregate, ColumnClause, ColumnElement, Executable, Extract, False_, FunctionFilter,
                           Grouping, Label, Null, Over, TextClause, True_, TryCast, Tuple, TypeCoerce, UnaryExpression,
                           WithinGroup, quoted_name)
from .sql.dml import UpdateBase, ValuesBase
from .sql.operators import ColumnOperators, custom_op
from .sql.selectable import (CTE, Alias, AliasedReturnsRows, CompoundSelect, Exists, Lateral, ReturnsRows, ScalarSelect,
                             Selectable, Subquery, TableSample, TableValuedAlias, TextualSelect, Values)
from . import schema
from .schema import (BLANK_SCHEMA, DDL, BaseDDLElement, CheckConstraint, Column, ColumnDefault, Computed, Constraint,
                     DDLElement, DefaultClause, ExecutableDDLElement, FetchedValue, ForeignKey, ForeignKeyConstraint,
                     Identity, Index, MetaData, PrimaryKeyConstraint, Sequence, Table, UniqueConstraint,
                     insert_sentinel)
from . import engine, event, exc, inspection, log, pool, util
from .engine import (URL, Connection, CursorResult, Dialect, Engine, MappingResult, NestedTransaction, Result,
                     ResultProxy, RootTransaction, Row, RowMapping, ScalarResult, Transaction, TwoPhaseTransaction,
                     create_engine, create_mock_engine, create_pool_from_url, engine_from_config, inspect, make_url,
                     result_tuple)
from .engine import (AdaptedConnection, BaseRow, BindTyping, ChunkedIteratorResult, Compiled, CreateEnginePlugin,
                     ExceptionContext, ExecutionContext, FrozenResult, IteratorResult, MergedResult, TypeCompiler)
from .engine.reflection import Inspector
from .pool import (AssertionPool, AsyncAdaptedQueuePool, FallbackAsyncAdaptedQueuePool, NullPool, Pool, PoolProxiedConnection, QueuePool,
                   PoolResetState, SingletonThreadPool, StaticPool)
from . import dialects

SQLColumnExpression = ColumnExpressionArgument = Operators = ColumnOperators
SelectBase = GenerativeSelect = Selectable

__version__ = "2.0.58"
