"""table

Revision ID: 2427675697bd
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

revision = "2427675697bd"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", mysql.TINYTEXT), sa.Column("b", mysql.MEDIUMTEXT(charset="latin1")), sa.Column("c", mysql.LONGTEXT(collation="utf8mb4_bin")), sa.Column("d", mysql.TINYBLOB), sa.Column("e", mysql.MEDIUMBLOB), sa.Column("f", mysql.LONGBLOB), sa.Column("g", sa.VARBINARY(16)), sa.Column("h", sa.BINARY(4)), sa.Column("i", mysql.VARCHAR(20, charset="ascii", collation="ascii_bin")), sa.Column("j", mysql.NCHAR(3)), sa.Column("k", mysql.CHAR(2, binary=True)))
    op.execute("INSERT INTO t (id, a, b, c, g) VALUES (1, 'a', 'é', 'ü', x'0001ff')")


def downgrade():
    op.drop_table("t")
