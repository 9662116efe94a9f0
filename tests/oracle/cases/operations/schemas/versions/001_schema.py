"""schema

Revision ID: 18470836511b
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "18470836511b"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE SCHEMA sales")
    op.execute(sa.schema.CreateSchema("stock"))
    op.create_table("shop", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.String(5), index=True),
                    schema="sales")
    op.create_table("part", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("shop_id", sa.Integer(), sa.ForeignKey("sales.shop.id")), schema="stock")


def downgrade():
    op.drop_table("part", schema="stock")
    op.drop_table("shop", schema="sales")
    op.execute(sa.schema.DropSchema("stock"))
    op.execute("DROP SCHEMA sales")
