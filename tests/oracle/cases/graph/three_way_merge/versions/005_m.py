"""m

Revision ID: m1
Revises: ('x1','y1','z1')
Create Date: 2024-03-06 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "m1"
down_revision = ("x1","y1","z1")
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("xm", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("xm")
