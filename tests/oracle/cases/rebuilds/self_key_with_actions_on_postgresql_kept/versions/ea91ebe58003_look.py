"""What has become of the table

Revision ID: ea91ebe58003
Revises: ea91ebe58002
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ea91ebe58003"
down_revision = "ea91ebe58002"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    for row in bind.execute(sa.text("SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint "
                                    "WHERE conrelid = 't'::regclass")):
        print(tuple(row))
    for row in bind.execute(sa.text("SELECT * FROM t ORDER BY 1")):
        print(tuple(row))


def downgrade():
    pass
