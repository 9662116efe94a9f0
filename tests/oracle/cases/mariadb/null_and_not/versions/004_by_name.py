"""by name

Revision ID: 07a7a565e2fc
Revises: 6f18dd9d8b0c
Create Date: 2024-05-04 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "07a7a565e2fc"
down_revision = "6f18dd9d8b0c"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "b", existing_type=sa.VARCHAR(length=40), nullable=False)


def downgrade():
    op.alter_column("t", "b", existing_type=sa.VARCHAR(length=40), nullable=True)
