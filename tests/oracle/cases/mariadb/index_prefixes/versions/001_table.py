"""table

Revision ID: d64cafbb63e2
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "d64cafbb63e2"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Text), sa.Column("b", sa.String(200)), sa.Column("c", sa.LargeBinary))


def downgrade():
    op.drop_table("t")
