"""changes

Revision ID: 836347ed9e60
Revises: a90b9569e6ec
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "836347ed9e60"
down_revision = "a90b9569e6ec"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "a", existing_type=sa.Integer(), existing_nullable=True, comment="50% \\ more", existing_comment="how 'many'")


def downgrade():
    op.alter_column("t", "a", existing_type=sa.Integer(), existing_nullable=True, comment="how 'many'", existing_comment="50% \\ more")
