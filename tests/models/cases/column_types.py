"""Types of SQLAlchemy."""
import datetime
import enum

import sqlalchemy as sa
from sqlalchemy import Column, MetaData, Table

target_metadata = MetaData()
TYPES = [
    sa.BIGINT, sa.BINARY(3), sa.BLOB, sa.BOOLEAN, sa.CHAR(2), sa.CLOB, sa.DATE, sa.DATETIME,
    sa.DECIMAL(4, 2), sa.DOUBLE, sa.DOUBLE_PRECISION, sa.FLOAT, sa.INT, sa.INTEGER, sa.JSON, sa.NCHAR(2), sa.NUMERIC,
    sa.NVARCHAR(3), sa.REAL, sa.SMALLINT, sa.TEXT, sa.TIME, sa.TIMESTAMP, sa.UUID, sa.VARBINARY(3), sa.VARCHAR(3),
    sa.BigInteger, sa.Boolean, sa.Boolean(create_constraint=True, name="flag"), sa.Date, sa.DateTime,
    sa.DateTime(timezone=True), sa.Double, sa.Double(53), sa.Enum("a", "b", name="ab"),
    sa.Enum("a", "b", native_enum=False), sa.Float, sa.Float(5), sa.Integer, sa.Interval, sa.Interval(native=False),
    sa.Interval(second_precision=2), sa.LargeBinary, sa.LargeBinary(20), sa.Numeric, sa.Numeric(10, 3),
    sa.Numeric(asdecimal=False), sa.PickleType, sa.SmallInteger, sa.String, sa.String(10),
    sa.String(10, collation="C"), sa.Text, sa.Text(100), sa.Time, sa.Time(timezone=True), sa.Unicode(8),
    sa.UnicodeText, sa.Uuid, sa.Uuid(native_uuid=False), sa.Uuid(as_uuid=False), sa.TIMESTAMP(timezone=True),
    sa.VARCHAR(7, collation="de_DE"), sa.JSON(none_as_null=True),
]
Table("all_types", target_metadata, *[Column(f"c{number}", type_) for number, type_ in enumerate(TYPES)])
