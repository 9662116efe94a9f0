"""text

Revision ID: 031398e1a617
Revises: 110f3ae2d1a5
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "031398e1a617"
down_revision = "110f3ae2d1a5"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "b", server_default=sa.text("'it''s'"), existing_type=sa.String(40))


def downgrade():
    op.alter_column("t", "b", server_default=None, existing_type=sa.String(40))
