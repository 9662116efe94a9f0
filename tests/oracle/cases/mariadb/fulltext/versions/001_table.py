"""table

Revision ID: 9fb5e631d193
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "9fb5e631d193"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("words", sa.Text))
    op.execute("INSERT INTO t VALUES (1, 'the quick brown fox'), (2, 'lazy dogs')")


def downgrade():
    op.drop_table("t")
