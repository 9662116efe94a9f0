"""rows

Revision ID: 09f5ba166fc7
Revises: 4c6222588887
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "09f5ba166fc7"
down_revision = "4c6222588887"
branch_labels = None
depends_on = None


def upgrade():
    op.bulk_insert(sa.table("t", sa.column("id", sa.Integer), sa.column("b", sa.LargeBinary)), [{"id": 1, "b": bytes(range(256))}, {"id": 2, "b": b""}])


def downgrade():
    op.execute("DELETE FROM t")
