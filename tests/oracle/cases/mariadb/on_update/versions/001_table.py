"""table

Revision ID: e4126db45e4f
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e4126db45e4f"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("made", sa.TIMESTAMP, server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False), sa.Column("changed", sa.TIMESTAMP, server_default=sa.text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"), nullable=False))


def downgrade():
    op.drop_table("t")
