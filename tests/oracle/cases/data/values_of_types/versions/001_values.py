"""values

Revision ID: 5a1c9f0e77d1
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
import datetime
import decimal
import enum
import uuid

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "5a1c9f0e77d1"
down_revision = None


class Kind(enum.Enum):
    small = 1
    large = 2


class Halved(sa.TypeDecorator):
    impl = sa.Numeric(10, 3)
    cache_ok = True

    def process_result_value(self, value, dialect):
        return None if value is None else (type(value).__name__, value / 2)


class Day(sa.TypeDecorator):
    impl = sa.DateTime
    cache_ok = True

    def process_result_value(self, value, dialect):
        return None if value is None else value.date()


ONE = uuid.UUID("00000000-0000-4000-8000-000000000001")
MOMENT = datetime.datetime(2024, 2, 29, 12, 30, 15, 250000)
TYPES = {
    "exact": (sa.Numeric(10, 2), decimal.Decimal("1.50")),
    "exact_float": (sa.Numeric(10, 2, asdecimal=False), 1.5),
    "bare": (sa.Numeric, decimal.Decimal("2.25")),
    "real": (sa.Float, 0.5),
    "real_decimal": (sa.Float(asdecimal=True), decimal.Decimal("0.5")),
    "double": (sa.Double, 0.25),
    "flag": (sa.Boolean, True),
    "day": (sa.Date, MOMENT.date()),
    "clock": (sa.Time, MOMENT.time()),
    "moment": (sa.DateTime, MOMENT),
    "whole_moment": (sa.DateTime, MOMENT.replace(microsecond=0)),
    "span": (sa.Interval, datetime.timedelta(days=-3, seconds=5, microseconds=7)),
    "key": (sa.Uuid, ONE),
    "key_text": (sa.Uuid(as_uuid=False), str(ONE)),
    "key_not_native": (sa.Uuid(native_uuid=False), ONE),
    "document": (sa.JSON, {"a": [1, None, "x", 1.5]}),
    "document_null": (sa.JSON, None),
    "number_document": (sa.JSON, 7),
    "kind": (sa.Enum(Kind, name="kind_of_value"), Kind.large),
    "word": (sa.Enum("a", "b", name="word_of_value"), "a"),
    "data": (sa.LargeBinary, b"\x00\xff"),
    "halved": (Halved, decimal.Decimal("3.000")),
    "cut": (Day, MOMENT),
    "text": (sa.Text, "it's"),
}


def shown(row):
    return "; ".join(f"{name}={value!r}" for name, value in row._mapping.items())


def upgrade():
    bind = op.get_bind()
    metadata = sa.MetaData()
    table = sa.Table("values_of_types", metadata, sa.Column("id", sa.Integer, primary_key=True),
                     *(sa.Column(name, type_) for name, (type_, _) in TYPES.items()))
    seen = sa.Table("seen", metadata, sa.Column("way", sa.String(40), primary_key=True), sa.Column("row", sa.Text))
    metadata.create_all(bind)

    def note(way, row):
        bind.execute(seen.insert().values(way=way, row=shown(row)))

    bind.execute(table.insert(), [{"id": 1, **{name: value for name, (_, value) in TYPES.items()}}, {"id": 2}][:1])
    bind.execute(table.insert().values(id=2))
    for row in bind.execute(sa.select(table).order_by(table.c.id)):
        note(f"table {row.id}", row)
    a = table.alias("a")
    note("alias", bind.execute(sa.select(a.c.exact, a.c.moment.label("m"), a.c.kind, a.c.key).where(a.c.id == 1)).one())
    note("subquery", bind.execute(sa.select(sa.select(table.c.flag, table.c.day, table.c.halved).where(table.c.id == 1)
                                            .subquery())).one())
    note("expressions", bind.execute(sa.select(
        sa.func.max(table.c.day).label("last_day"), sa.func.min(table.c.exact).label("least"),
        sa.func.max(table.c.moment).label("last"),
        sa.type_coerce(sa.func.min(table.c.day), sa.Date).label("coerced"),
        sa.func.coalesce(table.c.exact_float, 3).label("other"), sa.null().label("empty"))
        .where(table.c.id == 1).group_by(table.c.exact_float)).one())
    note("text", bind.execute(sa.text("SELECT exact, moment, key, flag, halved FROM values_of_types WHERE id = 1").columns(
        exact=sa.Numeric(10, 2), moment=sa.DateTime, key=sa.Uuid, flag=sa.Boolean, halved=Halved)).one())
    note("returning", bind.execute(table.update().where(table.c.id == 2).values(day=MOMENT.date(), key=ONE).returning(
        table.c.day, table.c.key, table.c.flag)).one())
    note("union", bind.execute(sa.union_all(sa.select(table.c.day, table.c.kind).where(table.c.id == 1),
                                            sa.select(table.c.day, table.c.kind).where(table.c.id == 1))).first())
    if bind.dialect.name == "postgresql":
        bind.execute(sa.text("CREATE TABLE arrays (a numeric(5, 1)[], k uuid[])"))
        arrays = sa.table("arrays", sa.column("a", postgresql.ARRAY(sa.Numeric(5, 1, asdecimal=False))),
                          sa.column("k", postgresql.ARRAY(sa.Uuid(as_uuid=False))))
        bind.execute(sa.text("INSERT INTO arrays VALUES ('{1.5,NULL}', '{00000000-0000-4000-8000-000000000001}')"))
        note("arrays", bind.execute(sa.select(arrays)).one())


def downgrade():
    for name in ("values_of_types", "seen", "arrays"):
        op.execute(f"DROP TABLE IF EXISTS {name}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TYPE kind_of_value")
        op.execute("DROP TYPE word_of_value")
