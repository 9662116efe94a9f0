"""constraints

Revision ID: 3a093392fef0
Revises: 1ab88169ab33
Create Date: 2024-03-08 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "3a093392fef0"
down_revision = "1ab88169ab33"
branch_labels = None
depends_on = None


def upgrade():
    op.create_primary_key("pk_shop", "shop", ["id"])
    op.create_unique_constraint("uq_shop_code", "shop", ["code"])
    op.create_unique_constraint("uq_shop_both", "shop", ["id", "code"], deferrable=True, initially="DEFERRED")
    op.create_check_constraint("ck_sale_price", "sale", "price > 0")
    op.create_check_constraint("ck_sale_other", "sale", sa.column("price") < 1000)
    op.create_foreign_key("fk_sale_shop", "sale", "shop", ["shop_id"], ["id"], ondelete="CASCADE", onupdate="SET NULL",
                          deferrable=True, initially="DEFERRED", match="SIMPLE")
    op.create_foreign_key(None, "sale", "shop", ["shop_id"], ["id"])


def downgrade():
    op.drop_constraint("sale_shop_id_fkey", "sale", type_="foreignkey")
    op.drop_constraint("fk_sale_shop", "sale", type_="foreignkey")
    op.drop_constraint("ck_sale_other", "sale", type_="check")
    op.drop_constraint("ck_sale_price", "sale")
    op.drop_constraint("uq_shop_both", "shop", type_="unique")
    op.drop_constraint("uq_shop_code", "shop", type_="unique", if_exists=True)
    op.drop_constraint("pk_shop", "shop", type_="primary")
