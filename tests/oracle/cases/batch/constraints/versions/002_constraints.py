"""constraints

Revision ID: 81ad9c859ebc
Revises: 7c939c6c25fb
Create Date: 2024-03-08 10:00:00.000000

"""
from alembic import op

revision = "81ad9c859ebc"
down_revision = "7c939c6c25fb"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("item") as batch_op:
        batch_op.create_primary_key("pk_item", ["id"])
        batch_op.create_foreign_key("fk_shelf", "shelf", ["shelf_id"], ["id"], ondelete="CASCADE")
        batch_op.create_unique_constraint("uq_code", ["code"])
        batch_op.create_check_constraint("ck_n", "n < 100")


def downgrade():
    with op.batch_alter_table("item") as batch_op:
        batch_op.drop_constraint("ck_n", type_="check")
        batch_op.drop_constraint("uq_code", type_="unique")
        batch_op.drop_constraint("fk_shelf", type_="foreignkey")
