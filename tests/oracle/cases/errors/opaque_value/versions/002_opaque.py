"""opaque

Revision ID: bbb222
Revises: aaa111
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
from no_such_package import Shape
import sqlalchemy as sa

revision = "bbb222"
down_revision = "aaa111"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("one", sa.Column("shape", Shape(3)))


def downgrade():
    pass
