"""new value

Revision ID: 3aa24b9be1fb
Revises: 23fe8c0eb29d
Create Date: 2024-03-06 10:00:00.000000

"""
from alembic import op

revision = "3aa24b9be1fb"
down_revision = "23fe8c0eb29d"
branch_labels = None
depends_on = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE colour ADD VALUE IF NOT EXISTS 'blue'")
    op.alter_column("job", "colour", server_default="red")


def downgrade():
    op.alter_column("job", "colour", server_default=None)
