"""repr() of types: revision files say types by it."""

import enum
import re

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite


def show(*texts):
    print(*(re.sub("0x[0-9a-f]+", "0x", str(text)) for text in texts))


class Colour(enum.Enum):
    red = 1
    green = 2


class Mine(sa.types.UserDefinedType):
    def __init__(self, length, cache=True):
        self.length, self.cache = length, cache


class Decorated(sa.types.TypeDecorator):
    impl = sa.String

    def __init__(self, size=5, **kw):
        super().__init__(size, **kw)


for type_ in (
        sa.Integer(), sa.BigInteger(), sa.String(), sa.String(50), sa.String(length=5, collation="C"), sa.Text(),
        sa.Unicode(5), sa.Numeric(), sa.Numeric(10, 2), sa.Numeric(10, 2, asdecimal=False), sa.Float(), sa.Float(24),
        sa.Double(), sa.Double(53), sa.Boolean(), sa.Boolean(name="ck", create_constraint=True), sa.DateTime(),
        sa.DateTime(timezone=True), sa.Date(), sa.Time(), sa.Time(True), sa.Interval(), sa.Interval(native=False),
        sa.LargeBinary(), sa.LargeBinary(5), sa.JSON(), sa.JSON(none_as_null=True), sa.Uuid(), sa.Uuid(as_uuid=False),
        sa.Enum("a", "b", name="ab"), sa.Enum(Colour), sa.Enum("a", name="x", native_enum=False, length=9),
        sa.Enum("a", name="y", schema="s"), sa.Enum("a", "b"), sa.ARRAY(sa.Integer),
        sa.ARRAY(sa.String(5), dimensions=2), sa.PickleType(), sa.VARCHAR(20), sa.CHAR(3), sa.INTEGER(), sa.TIMESTAMP(),
        sa.TIMESTAMP(timezone=True), sa.NUMERIC(5, 1), sa.DECIMAL(5, 1), sa.REAL(), sa.FLOAT(), sa.BLOB(), sa.BOOLEAN(),
        sa.types.NULLTYPE, Mine(3), Mine(3, cache=False), Decorated(), Decorated(7), Decorated(size=9),
        postgresql.JSONB(), postgresql.JSONB(none_as_null=True), postgresql.JSON(), postgresql.UUID(),
        postgresql.UUID(as_uuid=False), postgresql.ARRAY(sa.Text), postgresql.ARRAY(sa.Integer(), dimensions=1),
        postgresql.ENUM("a", "b", name="e"), postgresql.ENUM("a", name="e", create_type=False), postgresql.BYTEA(),
        postgresql.TIMESTAMP(precision=3), postgresql.TIMESTAMP(timezone=True), postgresql.INTERVAL(),
        postgresql.INTERVAL(fields="DAY", precision=2), postgresql.BIT(3), postgresql.BIT(varying=True), postgresql.INET(),
        postgresql.TSVECTOR(), postgresql.HSTORE(), postgresql.NUMRANGE(), postgresql.DOUBLE_PRECISION(),
        postgresql.DOUBLE_PRECISION(precision=53), sqlite.DATETIME(), sqlite.JSON(), sqlite.DATE()):
    show(repr(type_))
