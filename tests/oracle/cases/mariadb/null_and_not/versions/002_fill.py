"""fill

Revision ID: 43919074f359
Revises: 75768cefa70e
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "43919074f359"
down_revision = "75768cefa70e"
branch_labels = None
depends_on = None


def upgrade():
    op.execute(sa.text("UPDATE t SET a = 0 WHERE a IS NULL"))


def downgrade():
    op.execute("UPDATE t SET a = NULL WHERE a = 0")
