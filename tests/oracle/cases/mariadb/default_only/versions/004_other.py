"""other

Revision ID: 460c6f27220d
Revises: 031398e1a617
Create Date: 2024-05-04 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "460c6f27220d"
down_revision = "031398e1a617"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "b", server_default="per cent %", existing_type=sa.String(40), existing_server_default=sa.text("'it''s'"))


def downgrade():
    op.alter_column("t", "b", server_default=sa.text("'it''s'"), existing_type=sa.String(40))
