"""rows

Revision ID: 00459c684d93
Revises: 73bfed11b2d5
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "00459c684d93"
down_revision = "73bfed11b2d5"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("INSERT INTO counted (w) VALUES ('a'), ('b')")


def downgrade():
    op.execute("DELETE FROM counted")
