"""tables

Revision ID: 73bfed11b2d5
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "73bfed11b2d5"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("plain", sa.Column("id", sa.Integer, primary_key=True), mysql_engine="InnoDB", mysql_charset="latin1", mysql_collate="latin1_swedish_ci")
    op.create_table("compact", sa.Column("id", sa.Integer, primary_key=True), mysql_row_format="COMPACT", mariadb_row_format="COMPACT", comment="it's \"compact\"")
    op.create_table("counted", sa.Column("id", sa.Integer, primary_key=True), sa.Column("w", sa.String(5)), mysql_auto_increment="500", mariadb_auto_increment="500")


def downgrade():
    op.drop_table("counted")
    op.drop_table("compact")
    op.drop_table("plain")
