"""table

Revision ID: 4c6222588887
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "4c6222588887"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("b", sa.LargeBinary))


def downgrade():
    op.drop_table("t")
