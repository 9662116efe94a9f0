"""a

Revision ID: aaa111
Revises:
Create Date: 2024-03-06 10:00:00.000000

"""
from alembic import op

revision = "aaa111"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TYPE kind AS ENUM ('a')")
    op.execute("CREATE TABLE t (k kind)")


def downgrade():
    op.execute("DROP TABLE t")
    op.execute("DROP TYPE kind")
