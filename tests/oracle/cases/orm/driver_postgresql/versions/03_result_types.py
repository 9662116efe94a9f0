"""What the driver gives for each type, below SQLAlchemy"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

revision = "538471d4e213"
down_revision = "4eb6417dfc8c"

EXPRESSIONS = [
    "1::int2", "1::int8", "1.5::float4", "1.5::float8", "1.50::numeric", "'NaN'::numeric", "'a'::text", "'ab'::char(4)",
    "'n'::name", "true", "'\\x00ff'::bytea", "date '2024-02-29'", "timestamp '2024-02-29 12:30:00.25'",
    "time '12:30:00.000001'", "interval '1 day 02:03:04.5'", "interval '-1 month'", "'{\"a\": 1}'::json", "'[1, null]'::jsonb",
    "'00000000-0000-0000-0000-000000000001'::uuid", "ARRAY[1, NULL, 3]", "ARRAY['a,b', 'c']", "ARRAY[1.5, 2.5]::numeric[]",
    "ARRAY[[1, 2], [3, 4]]", "'{}'::text[]", "'10.0.0.1'::inet", "'08:00:2b:01:02:03'::macaddr", "B'101'", "12.5::money",
    "'[1,5)'::int4range", "'<a/>'::xml", "'(1,2)'::point", "ROW(1, 'x')", "NULL", "ARRAY[true, false]",
    "ARRAY[date '2024-01-01']", "1::oid", "'{\"{1,2}\"}'::text[]",
]


def upgrade():
    bind = op.get_bind()
    cursor = bind.connection.cursor()
    for expression in EXPRESSIONS:
        cursor.execute(f"SELECT {expression}")
        value = cursor.fetchone()[0]
        if isinstance(value, memoryview):
            value = bytes(value)
        print(expression, type(value).__name__, repr(value), cursor.description[0].type_code)
    print(Session(bind).scalar(sa.text("SELECT 1")))


def downgrade():
    pass
