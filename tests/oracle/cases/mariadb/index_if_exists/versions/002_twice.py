"""twice

Revision ID: 4007ad130284
Revises: b769adb70fc7
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "4007ad130284"
down_revision = "b769adb70fc7"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_a", "t", ["a"], if_not_exists=True)
    op.create_index("ix_a", "t", ["a"], if_not_exists=True)


def downgrade():
    op.drop_index("ix_a", "t", if_exists=True)
    op.drop_index("ix_a", "t", if_exists=True)
