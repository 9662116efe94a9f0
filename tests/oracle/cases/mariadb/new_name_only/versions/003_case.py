"""case

Revision ID: 825909c49102
Revises: d4b9b4105f05
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "825909c49102"
down_revision = "d4b9b4105f05"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "b", new_column_name="B", existing_type=sa.String(40))


def downgrade():
    op.alter_column("t", "B", new_column_name="b", existing_type=sa.String(40), existing_nullable=True)
