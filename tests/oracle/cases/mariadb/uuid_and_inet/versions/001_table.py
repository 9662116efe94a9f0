"""table

Revision ID: 8174cce65336
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

revision = "8174cce65336"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Uuid, primary_key=True), sa.Column("ip", mysql.INET6), sa.Column("ip4", mysql.INET4))
    op.execute("INSERT INTO t VALUES ('123e4567-e89b-12d3-a456-426655440000', '::1', '10.0.0.1')")


def downgrade():
    op.drop_table("t")
