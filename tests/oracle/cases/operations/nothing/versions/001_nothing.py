"""nothing

Revision ID: c2ef469fdca5
Revises:
Create Date: 2024-03-04 10:00:00.000000

"""
revision = "c2ef469fdca5"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
