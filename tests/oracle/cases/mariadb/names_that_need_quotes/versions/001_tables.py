"""tables

Revision ID: 45b09cc8cac9
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "45b09cc8cac9"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("Select", sa.Column("Order", sa.Integer, primary_key=True), sa.Column("a b", sa.String(5)), sa.Column("tick`s", sa.Integer), sa.Column("50%", sa.Integer))
    op.create_index("ix of it", "Select", ["a b", "Order"])


def downgrade():
    op.drop_index("ix of it", table_name="Select")
    op.drop_table("Select")
