"""Stand-in for sqlmodel: models that are tables, its column types, and SQLAlchemy's names."""

import sqlalchemy as _sqlalchemy
from pydantic import Discriminator, Tag

from .main import Field, Relationship, SQLModel
from .sql.expression import col, select
from .sql.sqltypes import AutoString, UTCDateTime

__version__ = "0.0.50"

for _name in (
    "create_engine", "create_mock_engine", "engine_from_config", "inspect", "QueuePool", "StaticPool", "BLANK_SCHEMA",
    "DDL", "CheckConstraint", "Column", "ColumnDefault", "Computed", "Constraint", "DefaultClause", "FetchedValue",
    "ForeignKey", "ForeignKeyConstraint", "Identity", "Index", "MetaData", "PrimaryKeyConstraint", "Sequence", "Table",
    "UniqueConstraint", "LABEL_STYLE_DEFAULT", "LABEL_STYLE_DISAMBIGUATE_ONLY", "LABEL_STYLE_NONE",
    "LABEL_STYLE_TABLENAME_PLUS_COL", "alias", "bindparam", "column", "delete", "except_", "except_all", "exists",
    "false", "func", "insert", "intersect", "intersect_all", "join", "lambda_stmt", "lateral", "literal",
    "literal_column", "modifier", "null", "nullsfirst", "nullslast", "outerjoin", "outparam", "table", "tablesample",
    "text", "true", "union", "union_all", "update", "values", "ARRAY", "BIGINT", "BINARY", "BLOB", "BOOLEAN", "CHAR",
    "CLOB", "DATE", "DATETIME", "DECIMAL", "DOUBLE", "DOUBLE_PRECISION", "FLOAT", "INT", "INTEGER", "JSON", "NCHAR",
    "NUMERIC", "NVARCHAR", "REAL", "SMALLINT", "TEXT", "TIME", "TIMESTAMP", "UUID", "VARBINARY", "VARCHAR",
    "BigInteger", "Boolean", "Date", "DateTime", "Double", "Enum", "Float", "Integer", "Interval", "LargeBinary",
    "Numeric", "PickleType", "SmallInteger", "String", "Text", "Time", "TupleType", "TypeDecorator", "Unicode",
    "UnicodeText", "Uuid", "all_", "and_", "any_", "asc", "between", "case", "cast", "collate", "desc", "distinct",
    "extract", "funcfilter", "not_", "nulls_first", "nulls_last", "or_", "over", "tuple_", "type_coerce",
    "within_group",
):
    if hasattr(_sqlalchemy, _name):
        globals()[_name] = getattr(_sqlalchemy, _name)

from .orm.session import Session  # noqa: E402
