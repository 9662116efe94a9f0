"""SQLAlchemy's names, for scripts: what they make is plain data, and the engine does the work. Each name is loaded with its
module when it is first wanted: an env.py wants few of them."""

from limbeck.facade import unknown_names

__version__ = "2.1.9"

_homes = {}


def _in(home, names):
    for name in names.split():
        _homes[name] = home


_in("types", """
    ARRAY BIGINT BINARY BLOB BOOLEAN CHAR CLOB DATE DATETIME DECIMAL DOUBLE DOUBLE_PRECISION FLOAT INT INTEGER
    JSON NCHAR NUMERIC NVARCHAR REAL SMALLINT TEXT TIME TIMESTAMP UUID VARBINARY VARCHAR BigInteger Boolean Date
    DateTime Double Enum Float Integer Interval LargeBinary Numeric PickleType SmallInteger String Text Time
    TupleType TypeDecorator Unicode UnicodeText Uuid
""")
_in("sql", """
    Alias ClauseElement ColumnCollection ColumnElement Delete FromClause Function Insert Join Select TableClause
    Update alias all_ and_ any_ asc between bindparam bitwise_not case cast collate column cte delete desc
    distinct except_ except_all exists extract false func funcfilter insert intersect intersect_all join label
    lateral literal literal_column modifier not_ null nulls_first nulls_last nullsfirst nullslast or_ outerjoin
    outparam over quoted_name select subquery table tablesample text true try_cast tuple_ type_coerce union
    union_all update values within_group
""")
_in("sql.elements", """
    BinaryExpression BindParameter BooleanClauseList Case Cast ClauseList CollectionAggregate ColumnClause
    Executable Extract False_ FunctionFilter Grouping Label Null Over TextClause True_ TryCast Tuple TypeCoerce
    UnaryExpression WithinGroup
""")
_in("sql.dml", """
    UpdateBase ValuesBase
""")
_in("sql.operators", """
    ColumnOperators custom_op
""")
_in("sql.selectable", """
    CTE AliasedReturnsRows CompoundSelect Exists Lateral ReturnsRows ScalarSelect Selectable Subquery
    TableSample TableValuedAlias TextualSelect Values
""")
_in("schema", """
    BLANK_SCHEMA DDL BaseDDLElement CheckConstraint Column ColumnDefault Computed Constraint DDLElement
    DefaultClause ExecutableDDLElement FetchedValue ForeignKey ForeignKeyConstraint Identity Index MetaData
    PrimaryKeyConstraint Sequence Table UniqueConstraint insert_sentinel
""")
_in("engine", """
    URL Connection CursorResult Dialect Engine MappingResult NestedTransaction Result ResultProxy
    RootTransaction Row RowMapping ScalarResult Transaction TwoPhaseTransaction create_engine create_mock_engine
    create_pool_from_url engine_from_config inspect make_url result_tuple AdaptedConnection BaseRow BindTyping
    ChunkedIteratorResult Compiled CreateEnginePlugin ExceptionContext ExecutionContext FrozenResult
    IteratorResult MergedResult TypeCompiler
""")
_in("engine.reflection", """
    Inspector
""")
_in("pool", """
    AssertionPool AsyncAdaptedQueuePool FallbackAsyncAdaptedQueuePool NullPool Pool PoolProxiedConnection
    QueuePool PoolResetState SingletonThreadPool StaticPool
""")
_in("sql.operators", "Operators ColumnExpressionArgument SQLColumnExpression")
_in("sql.selectable", "GenerativeSelect SelectBase")

__all__ = list(_homes)
__getattr__ = unknown_names(
    __name__,
    ("dialects", "engine", "event", "exc", "inspection", "log", "pool", "schema", "sql", "types", "util"),
    _homes,
)


def __dir__():
    return sorted(set(globals()) | set(_homes))
