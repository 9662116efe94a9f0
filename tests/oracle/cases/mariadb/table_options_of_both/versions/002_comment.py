"""comment

Revision ID: d806c297e2f4
Revises: a9797364e3c6
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "d806c297e2f4"
down_revision = "a9797364e3c6"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table_comment("t", "later", existing_comment=None)


def downgrade():
    op.drop_table_comment("t", existing_comment="later")
