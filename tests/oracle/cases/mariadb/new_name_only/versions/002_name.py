"""name

Revision ID: d4b9b4105f05
Revises: 2289e3edbae2
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "d4b9b4105f05"
down_revision = "2289e3edbae2"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "a", new_column_name="amount", existing_type=sa.Integer(), existing_nullable=True)


def downgrade():
    op.alter_column("t", "amount", new_column_name="a", existing_type=sa.Integer(), existing_nullable=True)
