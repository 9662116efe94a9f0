"""table

Revision ID: 053dd04bf991
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
import uuid

from alembic import op
import sqlalchemy as sa

revision = "053dd04bf991"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    t = op.create_table("docs", sa.Column("id", sa.UUID(), primary_key=True), sa.Column("j", sa.JSON()),
                        sa.Column("raw", sa.LargeBinary()))
    op.bulk_insert(t, [{"id": uuid.UUID(int=1), "j": {"a": [1, None, "é"]}, "raw": b"\x00\x01"},
                       {"id": uuid.UUID(int=2), "j": None, "raw": None}])


def downgrade():
    op.drop_table("docs")
