"""another

Revision ID: 73d6c2e1231d
Revises: 8174cce65336
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "73d6c2e1231d"
down_revision = "8174cce65336"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("t", sa.Column("other", sa.Uuid(native_uuid=False)))


def downgrade():
    op.drop_column("t", "other")
