"""tables

Revision ID: 61c2d528b103
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "61c2d528b103"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("p", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.Column("b", sa.String(40)))


def downgrade():
    op.drop_table("t")
    op.drop_table("p")
