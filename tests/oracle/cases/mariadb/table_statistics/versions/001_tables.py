"""tables

Revision ID: 80bc2963e66d
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "80bc2963e66d"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), mysql_stats_persistent="1", mariadb_stats_persistent="1", mysql_checksum="1", mariadb_checksum="1")


def downgrade():
    op.drop_table("t")
