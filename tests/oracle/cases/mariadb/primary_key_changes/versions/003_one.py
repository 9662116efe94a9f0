"""one

Revision ID: 3fd58834f02e
Revises: a1fecf0e1c34
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op

revision = "3fd58834f02e"
down_revision = "a1fecf0e1c34"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_constraint("pk_t", "t", type_="primary")
    op.create_primary_key(None, "t", ["b"])


def downgrade():
    op.drop_constraint("PRIMARY", "t", type_="primary")
    op.create_primary_key("pk_t", "t", ["a", "b"])
