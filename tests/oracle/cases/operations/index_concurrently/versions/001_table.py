"""table

Revision ID: 36f5b7700d23
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "36f5b7700d23"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("busy", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(30)))


def downgrade():
    op.drop_table("busy")
