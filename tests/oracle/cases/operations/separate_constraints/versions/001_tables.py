"""tables

Revision ID: 1ab88169ab33
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1ab88169ab33"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("shop", sa.Column("id", sa.Integer(), nullable=False), sa.Column("code", sa.String(10)))
    op.create_table("sale", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("shop_id", sa.Integer()),
                    sa.Column("price", sa.Numeric(8, 2)))


def downgrade():
    op.drop_table("sale")
    op.drop_table("shop")
