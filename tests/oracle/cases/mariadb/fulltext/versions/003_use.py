"""use

Revision ID: 883c42d2a139
Revises: ab66b6a64473
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op

revision = "883c42d2a139"
down_revision = "ab66b6a64473"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE found AS SELECT id FROM t WHERE MATCH (words) AGAINST ('fox')")


def downgrade():
    op.drop_table("found")
