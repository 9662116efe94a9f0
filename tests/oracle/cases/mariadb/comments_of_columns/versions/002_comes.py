"""comes

Revision ID: a90b9569e6ec
Revises: 4e6881291efa
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "a90b9569e6ec"
down_revision = "4e6881291efa"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "a", existing_type=sa.Integer(), existing_nullable=True, comment="how 'many'")


def downgrade():
    op.alter_column("t", "a", existing_type=sa.Integer(), existing_nullable=True, comment=None, existing_comment="how 'many'")
