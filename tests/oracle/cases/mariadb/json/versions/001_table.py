"""table

Revision ID: 603f502473dc
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

revision = "603f502473dc"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("doc", sa.JSON, nullable=False), sa.Column("more", mysql.JSON))
    op.bulk_insert(sa.table("t", sa.column("id", sa.Integer), sa.column("doc", sa.JSON), sa.column("more", sa.JSON)), [{"id": 1, "doc": {"name": "O'Neil", "tags": [1, None, "é"]}, "more": None}, {"id": 2, "doc": [], "more": {"a": "\\"}}])


def downgrade():
    op.drop_table("t")
