"""rows

Revision ID: 781da581ad7a
Revises: 71dddcdf6875
Create Date: 2024-05-02 10:00:00.000000

"""
import decimal
import datetime
from alembic import op
import sqlalchemy as sa

revision = "781da581ad7a"
down_revision = "71dddcdf6875"
branch_labels = None
depends_on = None


def upgrade():
    t = sa.table("t", sa.column("id", sa.Integer), sa.column("d", sa.Date), sa.column("m", sa.DateTime), sa.column("n", sa.Numeric(10, 3)), sa.column("s", sa.String))
    op.bulk_insert(t, [
        {"id": 1, "d": datetime.date(2024, 2, 29), "m": datetime.datetime(1999, 12, 31, 23, 59, 59), "n": decimal.Decimal("12.345"), "s": "it's \"quoted\" \\ 50% :of _it_"},
        {"id": 2, "d": None, "m": None, "n": None, "s": "\U0001F600 \u00e9\u4e2d"},
        {"id": 3, "d": datetime.date(1, 1, 1), "m": None, "n": decimal.Decimal("-0.001"), "s": "two\nlines\tand a tab"},
    ])


def downgrade():
    op.execute("DELETE FROM t")
