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
    TypeDecorator Unicode UnicodeText Uuid
""")
_in("sql", """
    Alias ClauseElement ColumnCollection ColumnElement Delete FromClause Function Insert Join Select TableClause
    Update alias all_ and_ any_ asc between bindparam case cast collate column delete desc
    distinct except_ except_all exists false func insert intersect intersect_all join label
    literal literal_column modifier not_ null nulls_first nulls_last nullsfirst nullslast or_ outerjoin
    over quoted_name select subquery table text true union
    union_all update
""")
_in("sql.elements", """
    BinaryExpression BindParameter BooleanClauseList Case Cast ClauseList ColumnClause
    Executable False_ Label Null Over TextClause True_
    UnaryExpression
""")
_in("sql.dml", """
    UpdateBase ValuesBase
""")
_in("sql.operators", """
    ColumnOperators custom_op
""")
_in("sql.selectable", """
    AliasedReturnsRows CompoundSelect Exists ReturnsRows ScalarSelect Selectable Subquery
    TableValuedAlias
""")
_in("schema", """
    BLANK_SCHEMA DDL BaseDDLElement CheckConstraint Column ColumnDefault Computed Constraint DDLElement
    DefaultClause ExecutableDDLElement FetchedValue ForeignKey ForeignKeyConstraint Identity Index MetaData
    PrimaryKeyConstraint Sequence Table UniqueConstraint
""")
_in("engine", """
    URL Connection CursorResult Dialect Engine MappingResult NestedTransaction Result ResultProxy RootTransaction Row
    RowMapping ScalarResult Transaction create_engine engine_from_config inspect make_url
""")
_in("engine.reflection", """
    Inspector
""")
_in("pool", """
    AsyncAdaptedQueuePool NullPool Pool PoolProxiedConnection QueuePool SingletonThreadPool StaticPool
""")
_in("sql.operators", "Operators ColumnExpressionArgument SQLColumnExpression")
_in("sql.selectable", "GenerativeSelect SelectBase")

__all__ = list(_homes)
__getattr__ = unknown_names(
    __name__,
    ("dialects", "engine", "event", "exc", "inspection", "pool", "schema", "sql", "types", "util"),
    _homes,
)


def __dir__():
    return sorted(set(globals()) | set(_homes))
