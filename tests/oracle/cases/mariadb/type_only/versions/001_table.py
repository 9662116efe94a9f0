"""table

Revision ID: 8fe98cc52b83
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "8fe98cc52b83"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(10), nullable=False, server_default="x", comment="the first"))
    op.execute("INSERT INTO t (id) VALUES (1)")


def downgrade():
    op.drop_table("t")
