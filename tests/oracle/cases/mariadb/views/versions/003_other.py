"""other

Revision ID: 1eac38c76f67
Revises: 855ae7f65a44
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op

revision = "1eac38c76f67"
down_revision = "855ae7f65a44"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW v AS SELECT id FROM t")


def downgrade():
    op.execute("ALTER ALGORITHM = UNDEFINED SQL SECURITY DEFINER VIEW v AS SELECT id, b FROM t WHERE a IS NOT NULL")
