"""table

Revision ID: 722e124c8bca
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "722e124c8bca"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("old", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("v", sa.String(5)))
    op.execute("INSERT INTO old (id, v) VALUES (1, 'a'), (2, NULL)")


def downgrade():
    op.drop_table("old")
