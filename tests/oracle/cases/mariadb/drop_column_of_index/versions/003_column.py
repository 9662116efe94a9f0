"""column

Revision ID: 9c4b29102d6c
Revises: 1780aaae26f4
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "9c4b29102d6c"
down_revision = "1780aaae26f4"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index("ix_b", table_name="t")
    op.drop_column("t", "b")


def downgrade():
    op.add_column("t", sa.Column("b", sa.String(40)))
    op.drop_index("ix_ab", table_name="t")
    op.create_index("ix_ab", "t", ["a", "b"])
    op.create_index("ix_b", "t", ["b"])
