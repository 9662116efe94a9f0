"""What has become of the table

Revision ID: 00037a3bb003
Revises: 00037a3bb002
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "00037a3bb003"
down_revision = "00037a3bb002"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    for row in bind.execute(sa.text("SELECT sql FROM sqlite_master WHERE tbl_name = 't' AND sql IS NOT NULL")):
        print(row.sql)
    for row in bind.execute(sa.text("SELECT * FROM t ORDER BY 1")):
        print(tuple(row))


def downgrade():
    pass
