"""index

Revision ID: c61b3bdbbab0
Revises: b546dd0b1237
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op

revision = "c61b3bdbbab0"
down_revision = "b546dd0b1237"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE t ADD INDEX ix_y (y), ALGORITHM=INPLACE, LOCK=NONE")


def downgrade():
    op.execute("DROP INDEX ix_y ON t")
