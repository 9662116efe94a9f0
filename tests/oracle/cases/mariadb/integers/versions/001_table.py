"""table

Revision ID: 9907929f342b
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

revision = "9907929f342b"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", mysql.BIGINT(unsigned=True), primary_key=True), sa.Column("a", mysql.TINYINT(4)), sa.Column("b", mysql.SMALLINT(unsigned=True)), sa.Column("c", mysql.MEDIUMINT(8, zerofill=True)), sa.Column("d", mysql.INTEGER(display_width=7, unsigned=True, zerofill=True)), sa.Column("e", mysql.TINYINT(1)), sa.Column("y", mysql.YEAR))
    op.execute("INSERT INTO t VALUES (18446744073709551615, -128, 65535, 42, 42, 1, 2024)")


def downgrade():
    op.drop_table("t")
