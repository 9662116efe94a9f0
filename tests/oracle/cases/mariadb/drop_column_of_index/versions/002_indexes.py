"""indexes

Revision ID: 1780aaae26f4
Revises: 28b7fa922a4b
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "1780aaae26f4"
down_revision = "28b7fa922a4b"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_ab", "t", ["a", "b"])
    op.create_index("ix_b", "t", ["b"])


def downgrade():
    op.drop_index("ix_b", "t")
    op.drop_index("ix_ab", "t")
