"""table

Revision ID: bcd0cb598da1
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "bcd0cb598da1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("w", sa.String(20)), mysql_charset="latin1", mariadb_charset="latin1")
    op.execute("INSERT INTO t VALUES (1, 'é')")


def downgrade():
    op.drop_table("t")
