"""What has become of the table

Revision ID: 45b0db0e7003
Revises: 45b0db0e7002
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "45b0db0e7003"
down_revision = "45b0db0e7002"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    for row in bind.execute(sa.text("SELECT * FROM t ORDER BY 1")):
        print(tuple(row))


def downgrade():
    pass
