"""table

Revision ID: 9976ec1f5e01
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "9976ec1f5e01"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("s", sa.Enum("new", "it's", name="state"), nullable=False, server_default="new"))
    op.execute("INSERT INTO t (id, s) VALUES (1, 'new'), (2, 'it''s')")


def downgrade():
    op.drop_table("t")
