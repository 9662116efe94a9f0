"""table

Revision ID: 48f84759f399
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

revision = "48f84759f399"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("d", mysql.DATETIME(fsp=6)), sa.Column("t", mysql.TIME(fsp=3)), sa.Column("s", mysql.TIMESTAMP(fsp=2), nullable=True))
    op.bulk_insert(sa.table("t", sa.column("id", sa.Integer), sa.column("d", sa.String), sa.column("t", sa.String)), [{"id": 1, "d": "2024-01-02 03:04:05.123456", "t": "01:02:03.456"}])


def downgrade():
    op.drop_table("t")
