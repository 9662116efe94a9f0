"""batch

Revision ID: 8d5415a82002
Revises: 8d5415a82001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op

revision = "8d5415a82002"
down_revision = "8d5415a82001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.create_foreign_key("fk_new", "parent", ["parent_id"], ["id"], onupdate="CASCADE", ondelete="SET NULL",
                                    deferrable=True, initially="DEFERRED")


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_constraint("fk_new", type_="foreignkey")
