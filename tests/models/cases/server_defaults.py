"""Server defaults of expressions."""
import decimal
import uuid

import sqlalchemy as sa
from sqlalchemy import Column, MetaData, Table, func, text
from sqlalchemy.dialects import postgresql

target_metadata = MetaData()
Table("t", target_metadata,
      Column("a", sa.Integer, server_default=func.coalesce(None, 3)),
      Column("b", sa.Interval, server_default=text("interval '1 day'")),
      Column("c", sa.DateTime, server_default=func.now() + text("interval '1 day'")),
      Column("d", sa.Uuid, server_default=func.gen_random_uuid()),
      Column("e", sa.String, server_default=sa.literal("it's")),
      Column("f", sa.String, server_default=func.concat("a", sa.literal_column("'b'"))),
      Column("g", sa.Numeric, server_default=sa.literal(decimal.Decimal("1.50"))),
      Column("h", postgresql.JSONB, server_default=sa.text("'{\"a\": 1}'::jsonb")),
      Column("i", sa.Boolean, server_default=sa.sql.expression.false()),
      Column("j", sa.Boolean, server_default="t"),
      Column("k", sa.String, server_default=sa.cast(func.now(), sa.String)),
      Column("l", sa.ARRAY(sa.Integer), server_default=postgresql.array([1, 2])),
      Column("m", sa.Integer, server_default=sa.case((sa.literal(1) == 1, 2), else_=3)),
      Column("n", sa.Date, server_default=func.current_date()),
      Column("o", sa.Integer, server_default=-sa.literal(1)),
      Column("p", sa.String, server_default=func.upper("x").collate("C")),
      Column("q", sa.String, server_default="100%"))
target_dialects = ("postgresql",)
