"""batch

Revision ID: ae45ad356002
Revises: ae45ad356001
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op

revision = "ae45ad356002"
down_revision = "ae45ad356001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_constraint("fk_x", type_="foreignkey")


def downgrade():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.create_foreign_key("fk_x", "parent", ["x"], ["id"], ondelete="CASCADE")
