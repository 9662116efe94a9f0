"""table

Revision ID: 6b7306202bb4
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from decimal import Decimal
import datetime

from alembic import op
import sqlalchemy as sa

revision = "6b7306202bb4"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    t = op.create_table(
        "mix",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("s", sa.String(40)),
        sa.Column("n", sa.Numeric(8, 2)),
        sa.Column("f", sa.Float()),
        sa.Column("b", sa.Boolean()),
        sa.Column("d", sa.Date()),
        sa.Column("dt", sa.DateTime()),
        sa.Column("big", sa.BigInteger()),
    )
    op.bulk_insert(
        t,
        [
            {"id": 1, "s": "one", "n": Decimal("1.50"), "f": 0.5, "b": True, "d": datetime.date(2024, 2, 29),
             "dt": datetime.datetime(2024, 2, 29, 12, 30, 15), "big": 12345678901},
            {"id": 2, "s": None, "n": None, "f": None, "b": None, "d": None, "dt": None, "big": None},
            {"id": 3, "s": "it's 100% \"x\" :y", "n": Decimal("-2"), "f": 1e10, "b": False, "d": datetime.date(1, 1, 1),
             "dt": datetime.datetime(1999, 12, 31, 23, 59, 59, 250000), "big": -1},
        ],
    )
    op.bulk_insert(t, [])


def downgrade():
    op.drop_table("mix")
