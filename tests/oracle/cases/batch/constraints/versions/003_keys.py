"""keys

Revision ID: 81ad9c859ebd
Revises: 81ad9c859ebc
Create Date: 2024-03-09 10:00:00.000000

"""
from alembic import op

revision = "81ad9c859ebd"
down_revision = "81ad9c859ebc"
branch_labels = None
depends_on = None


def upgrade():
    # A primary key takes the place of the one that is there.
    with op.batch_alter_table("item") as batch_op:
        batch_op.create_primary_key("pk_item_again", ["id"])
    with op.batch_alter_table("item") as batch_op:
        batch_op.alter_column("code", nullable=False)
        batch_op.create_primary_key("pk_item_more", ["id", "code"])
    with op.batch_alter_table("item") as batch_op:
        batch_op.create_primary_key("pk_item_code", ["code"])
        batch_op.drop_constraint("pk_item_more", type_="primary")


def downgrade():
    with op.batch_alter_table("item") as batch_op:
        batch_op.create_primary_key("pk_item", ["id"])
        batch_op.drop_constraint("pk_item_code", type_="primary")
        batch_op.alter_column("code", nullable=True)
