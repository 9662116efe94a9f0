"""tables

Revision ID: 0b8bad6402ef
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "0b8bad6402ef"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("item", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO item (id) VALUES (1), (2)")


def downgrade():
    op.drop_table("item")
    op.drop_table("shelf")
