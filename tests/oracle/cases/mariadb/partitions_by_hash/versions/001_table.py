"""table

Revision ID: ba34cb4a96a9
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "ba34cb4a96a9"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, autoincrement=False), sa.Column("a", sa.Integer), mysql_partition_by="HASH(id)", mysql_partitions="4", mariadb_partition_by="HASH(id)", mariadb_partitions="4")


def downgrade():
    op.drop_table("t")
