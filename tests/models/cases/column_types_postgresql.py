from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.dialects.postgresql import ENUM, HSTORE, INET, INTERVAL, JSONB, UUID

target_metadata = MetaData()
TYPES = [
    pg.ARRAY(Integer), pg.ARRAY(String(3), dimensions=2), pg.BIT(4), pg.BIT(varying=True), pg.BYTEA, pg.CIDR, pg.CITEXT,
    pg.DATERANGE, pg.DATEMULTIRANGE, pg.DOMAIN("positive", Integer, check="VALUE > 0"),
    ENUM("x", "y", name="xy", create_type=False), HSTORE, INET, pg.INT4RANGE, pg.INT8MULTIRANGE, INTERVAL(fields="DAY"),
    INTERVAL(precision=3), pg.JSON, JSONB, pg.JSONPATH, pg.MACADDR, pg.MACADDR8, pg.MONEY, pg.NUMRANGE, pg.OID,
    pg.REGCLASS, pg.REGCONFIG, pg.TIME(precision=2), pg.TIMESTAMP(timezone=True, precision=3), pg.TSQUERY, pg.TSTZRANGE,
    pg.TSVECTOR, UUID, UUID(as_uuid=True), pg.VARCHAR(4), pg.DOUBLE_PRECISION(precision=5), pg.BOOLEAN, pg.TEXT,
]
pg_only = Table("t", target_metadata, *[Column(f"c{number}", type_) for number, type_ in enumerate(TYPES)])

