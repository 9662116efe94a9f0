"""one more

Revision ID: 4ae77f206ae6
Revises: 7b497383cd64
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "4ae77f206ae6"
down_revision = "7b497383cd64"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE t ADD PARTITION (PARTITION p2 VALUES LESS THAN (2022))")


def downgrade():
    op.execute("ALTER TABLE t DROP PARTITION p2")
