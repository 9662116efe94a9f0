"""view

Revision ID: 855ae7f65a44
Revises: 41207efce8c5
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "855ae7f65a44"
down_revision = "41207efce8c5"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE VIEW v AS SELECT id, b FROM t WHERE a IS NOT NULL")


def downgrade():
    op.execute("DROP VIEW v")
