"""tables

Revision ID: 9fc407c9e657
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "9fc407c9e657"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("p", sa.Column("id", sa.Integer, primary_key=True), sa.Column("w", sa.String(9)))
    op.create_table("c", sa.Column("id", sa.Integer, primary_key=True), sa.Column("p_id", sa.Integer))


def downgrade():
    op.drop_table("c")
    op.drop_table("p")
