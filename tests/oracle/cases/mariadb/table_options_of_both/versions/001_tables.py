"""tables

Revision ID: a9797364e3c6
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "a9797364e3c6"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mysql_engine="MyISAM", mariadb_engine="Aria", mysql_charset="utf8mb4", mariadb_charset="utf8mb3")


def downgrade():
    op.drop_table("t")
