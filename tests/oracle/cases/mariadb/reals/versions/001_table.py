"""table

Revision ID: 59bc84d3539a
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

revision = "59bc84d3539a"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", mysql.FLOAT(10, 3)), sa.Column("b", mysql.DOUBLE(asdecimal=False)), sa.Column("c", mysql.DOUBLE(12, 4)), sa.Column("d", mysql.DECIMAL(20, 6, unsigned=True)), sa.Column("e", sa.Float(53)), sa.Column("f", sa.Numeric), sa.Column("g", mysql.REAL(8, 2)))
    op.execute("INSERT INTO t VALUES (1, 1.5, 2.25, 3.125, 4.0625, 5.5, 6, 7.75)")


def downgrade():
    op.drop_table("t")
