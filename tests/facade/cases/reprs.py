"""repr() of schema objects and types: `alembic check` prints them."""

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

metadata = sa.MetaData()
parent = sa.Table("parent", metadata, sa.Column("id", sa.Integer, primary_key=True), schema="s")
table = sa.Table(
    "t", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(5), nullable=False),
    sa.Column("b", sa.Integer, sa.ForeignKey("s.parent.id", name="fk"), index=True),
    sa.Column("c", sa.Integer, server_default="5", comment="text"), sa.Column("d", sa.Integer, default=3, onupdate=4),
    sa.Column("e", sa.Integer, server_default=sa.text("now()"), key="other"), sa.Column("f", sa.Integer, sa.Computed("a")),
    sa.Column("g", sa.Integer, sa.Identity(start=3)),
    sa.Column("i", sa.Integer, unique=True))
show(repr(table))
show(repr(parent), repr(metadata))
for column in table.c:
    show(repr(column))
show(repr(sa.Column("x", sa.Integer)))
show(repr(sa.ForeignKey("a.b")), repr(sa.ForeignKey(parent.c.id)))
show(repr(sa.Index("ix", table.c.a, table.c.b, unique=True)), repr(sa.Index("iy", sa.text("lower(a)"), _table=table)))
show(repr(sa.UniqueConstraint("a", "b", name="uq")), repr(sa.UniqueConstraint(table.c.a)))
show(repr(sa.PrimaryKeyConstraint("a", name="pk")))
show(repr(sa.CheckConstraint("a > 5", name="ck")))
show(repr(sa.DefaultClause("5")), repr(sa.text("x")).startswith("<sqlalchemy.sql.elements.TextClause object at"))
show(repr(sa.Computed("a + 1", persisted=True)), repr(sa.Identity(always=True, start=5)), repr(sa.Sequence("s", start=3)))
