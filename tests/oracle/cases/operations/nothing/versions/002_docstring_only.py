"""docstring only

Revision ID: 3be7398ef014
Revises: c2ef469fdca5
Create Date: 2024-03-03 10:00:00.000000

"""
revision = "3be7398ef014"
down_revision = "c2ef469fdca5"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing to do."""


def downgrade():
    """Nothing to undo."""
