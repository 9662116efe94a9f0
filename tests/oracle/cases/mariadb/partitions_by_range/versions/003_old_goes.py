"""old goes

Revision ID: f24e7f54eb98
Revises: 4ae77f206ae6
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op

revision = "f24e7f54eb98"
down_revision = "4ae77f206ae6"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE t DROP PARTITION p0")


def downgrade():
    op.execute("ALTER TABLE t REORGANIZE PARTITION p1 INTO (PARTITION p0 VALUES LESS THAN (2020), PARTITION p1 VALUES LESS THAN (2021))")
