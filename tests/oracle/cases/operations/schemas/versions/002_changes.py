"""changes

Revision ID: 398cf2320ae1
Revises: 18470836511b
Create Date: 2024-03-04 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "398cf2320ae1"
down_revision = "18470836511b"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("shop", sa.Column("town", sa.String(20)), schema="sales")
    op.alter_column("shop", "n", nullable=False, schema="sales")
    op.create_index("ix_town", "shop", ["town"], schema="sales")
    op.create_unique_constraint("uq_town", "shop", ["town"], schema="sales")
    op.create_foreign_key("fk_x", "part", "shop", ["shop_id"], ["id"], source_schema="stock", referent_schema="sales")
    op.rename_table("shop", "store", schema="sales")


def downgrade():
    op.rename_table("store", "shop", schema="sales")
    op.drop_constraint("fk_x", "part", schema="stock", type_="foreignkey")
    op.drop_constraint("uq_town", "shop", schema="sales")
    op.drop_index("ix_town", table_name="shop", schema="sales")
    op.alter_column("shop", "n", nullable=True, schema="sales")
    op.drop_column("shop", "town", schema="sales")
