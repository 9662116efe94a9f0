"""columns

Revision ID: b546dd0b1237
Revises: 20fec1a9c041
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "b546dd0b1237"
down_revision = "20fec1a9c041"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TABLE t ADD COLUMN z INT NOT NULL DEFAULT 1 FIRST, ADD COLUMN y INT AFTER a")
    op.execute("ALTER TABLE t ADD COLUMN x INT, ALGORITHM=INSTANT")


def downgrade():
    op.execute("ALTER TABLE t DROP COLUMN x, DROP COLUMN y, DROP COLUMN z")
