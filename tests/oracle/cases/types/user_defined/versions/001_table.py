"""table

Revision ID: 57da27b14260
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "57da27b14260"
down_revision = None
branch_labels = None
depends_on = None


class Point(sa.types.UserDefinedType):
    cache_ok = True

    def __init__(self, size):
        self.size = size

    def get_col_spec(self, **kw):
        return "NUMERIC(%d)" % self.size


def upgrade():
    op.create_table("p", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("at", Point(7)))


def downgrade():
    op.drop_table("p")
