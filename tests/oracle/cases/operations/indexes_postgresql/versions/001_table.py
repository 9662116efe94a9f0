"""table

Revision ID: 0d0f9f02c342
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "0d0f9f02c342"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("doc", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("title", sa.String(30)),
                    sa.Column("body", postgresql.JSONB()), sa.Column("state", sa.String(10)),
                    sa.Column("words", postgresql.TSVECTOR()))


def downgrade():
    op.drop_table("doc")
