import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

from ddl_case import differs


class Vector(sa.types.UserDefinedType):
    cache_ok = True

    def __init__(self, size):
        self.size = size

    def get_col_spec(self, **kw):
        return f"VECTOR({self.size})"


class Shouting(sa.TypeDecorator):
    impl = sa.String(40)
    cache_ok = True


def _table(*types):
    op.create_table("t", *[sa.Column(f"c{i}", t) for i, t in enumerate(types)])


def strings():
    _table(sa.String(), sa.String(50), sa.Unicode(20), sa.Text(), sa.UnicodeText(), sa.VARCHAR(10), sa.CHAR(3),
           sa.NVARCHAR(7), sa.NCHAR(2), sa.TEXT(), sa.Text(100), sa.CLOB(), sa.String)


def collations():
    _table(sa.String(20, collation="C"), sa.Text(collation="de_DE"), sa.VARCHAR(collation="NOCASE"))


def numbers():
    _table(sa.Integer(), sa.BigInteger(), sa.SmallInteger(), sa.INTEGER(), sa.BIGINT(), sa.SMALLINT(), sa.INT(),
           sa.Float(), sa.Float(precision=24), sa.FLOAT(), sa.FLOAT(53), sa.REAL(), sa.Double(), sa.DOUBLE(),
           sa.DOUBLE_PRECISION())


def decimals():
    _table(sa.Numeric(), sa.Numeric(10), sa.Numeric(10, 2), sa.Numeric(precision=5, scale=0), sa.DECIMAL(8, 3),
           sa.NUMERIC(4), sa.DECIMAL(), sa.DECIMAL(9))


def times():
    _table(sa.DateTime(), sa.DateTime(timezone=True), sa.Date(), sa.Time(), sa.Time(timezone=True), sa.TIMESTAMP(),
           sa.TIMESTAMP(timezone=True), sa.DATE(), sa.TIME(), sa.DATETIME(), sa.TIME(timezone=True))


def intervals():
    _table(sa.Interval(), sa.Interval(second_precision=3))


def binaries():
    _table(sa.LargeBinary(), sa.LargeBinary(100), sa.PickleType(), sa.BLOB(), sa.BINARY(4), sa.VARBINARY(8),
           sa.BINARY())


def booleans():
    _table(sa.Boolean(), sa.BOOLEAN(), sa.Boolean(create_constraint=True), sa.Boolean(create_constraint=True, name="b"))


def uuids():
    _table(sa.Uuid(), sa.UUID(), sa.Uuid(native_uuid=False), sa.Uuid(as_uuid=False), postgresql.UUID(as_uuid=True))


def json_values():
    _table(sa.JSON(), postgresql.JSON(), sqlite.JSON(), sa.JSON(none_as_null=True))


def variants():
    _table(sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
           sa.String(10).with_variant(sa.Text(), "sqlite", "postgresql"))


def user_defined():
    _table(Vector(3), Shouting())


def postgresql_own():
    _table(postgresql.JSONB(), postgresql.INET(), postgresql.CIDR(), postgresql.MACADDR(), postgresql.MACADDR8(),
           postgresql.TSVECTOR(), postgresql.TSQUERY(), postgresql.HSTORE(), postgresql.BYTEA(), postgresql.OID(),
           postgresql.REGCLASS(), postgresql.MONEY(), postgresql.CITEXT(), postgresql.JSONPATH(),
           postgresql.REGCONFIG(), postgresql.DOUBLE_PRECISION(), postgresql.REAL(), postgresql.UUID(),
           postgresql.VARCHAR(5), postgresql.TEXT(), postgresql.INTEGER(), postgresql.FLOAT(10))


def postgresql_ranges():
    _table(postgresql.INT4RANGE(), postgresql.INT8RANGE(), postgresql.NUMRANGE(), postgresql.DATERANGE(),
           postgresql.TSRANGE(), postgresql.TSTZRANGE(), postgresql.INT4MULTIRANGE(), postgresql.INT8MULTIRANGE(),
           postgresql.NUMMULTIRANGE(), postgresql.DATEMULTIRANGE(), postgresql.TSMULTIRANGE(),
           postgresql.TSTZMULTIRANGE())


def postgresql_arrays():
    _table(sa.ARRAY(sa.Integer()), postgresql.ARRAY(sa.String(10)), postgresql.ARRAY(sa.Text(), dimensions=2),
           postgresql.ARRAY(sa.String(5, collation="C")), postgresql.ARRAY(postgresql.UUID(as_uuid=True)))


def postgresql_bits_and_times():
    _table(postgresql.BIT(), postgresql.BIT(8), postgresql.BIT(8, varying=True), postgresql.BIT(varying=True),
           postgresql.TIMESTAMP(precision=3), postgresql.TIMESTAMP(timezone=True, precision=0), postgresql.TIME(),
           postgresql.TIME(timezone=True, precision=6), postgresql.INTERVAL(), postgresql.INTERVAL(precision=2),
           postgresql.INTERVAL(fields="DAY TO SECOND"), postgresql.INTERVAL(fields="DAY TO SECOND", precision=3))


def sqlite_own():
    _table(sqlite.DATETIME(), sqlite.DATE(), sqlite.TIME(), sqlite.JSON(), sqlite.BLOB(), sqlite.REAL())


def null_type():
    _table(sa.types.NullType())


_NO_JSONB = "(in table 't', column 'c0'): Compiler of %s can't render element of type JSONB"


@differs("mysql", "without the address of a compiler", error=_NO_JSONB % "MySQL")
@differs("mariadb", "likewise", error=_NO_JSONB % "MariaDB")
def jsonb_anywhere():
    _table(postgresql.JSONB())
