"""table

Revision ID: 7ad1c9e40011
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
import sqlalchemy as sa
from alembic import op

revision = "7ad1c9e40011"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("found", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("words", sa.dialects.postgresql.TSVECTOR))


def downgrade():
    op.drop_table("found")
