"""not null

Revision ID: 6f18dd9d8b0c
Revises: 43919074f359
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "6f18dd9d8b0c"
down_revision = "43919074f359"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "a", existing_type=sa.Integer(), nullable=False)


def downgrade():
    op.alter_column("t", "a", existing_type=sa.Integer(), nullable=True)
