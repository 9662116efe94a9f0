"""type

Revision ID: e34514292a3b
Revises: 078f8c5faff5
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e34514292a3b"
down_revision = "078f8c5faff5"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("thing", "a", type_=sa.Text(), existing_type=sa.String(10), existing_nullable=True)
    op.alter_column("thing", "d", type_=sa.Integer(), postgresql_using="d::integer")


def downgrade():
    op.alter_column("thing", "d", type_=sa.String(20), existing_type=sa.Integer())
    op.alter_column("thing", "a", type_=sa.String(10))
