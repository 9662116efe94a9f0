"""table

Revision ID: ef6f141c2d28
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

revision = "ef6f141c2d28"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("f", mysql.SET("red", "green", "blue")))
    op.execute("INSERT INTO t VALUES (1, 'red,blue'), (2, '')")


def downgrade():
    op.drop_table("t")
