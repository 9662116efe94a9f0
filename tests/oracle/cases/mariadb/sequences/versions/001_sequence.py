"""sequence

Revision ID: fc0d67aa700d
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op

revision = "fc0d67aa700d"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE SEQUENCE numbers START WITH 100 INCREMENT BY 5")


def downgrade():
    op.execute("DROP SEQUENCE numbers")
