"""call

Revision ID: 5e6444763ed3
Revises: 569c0c8cf00a
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op

revision = "5e6444763ed3"
down_revision = "569c0c8cf00a"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CALL fill(3)")


def downgrade():
    op.execute("DELETE FROM t WHERE id >= 1000")
