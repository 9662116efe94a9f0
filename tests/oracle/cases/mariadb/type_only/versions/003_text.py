"""text

Revision ID: 1a36a5bcc4a2
Revises: 1e234964bef5
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1a36a5bcc4a2"
down_revision = "1e234964bef5"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "a", type_=sa.Text(), existing_type=sa.String(50), existing_nullable=False, existing_server_default="x", existing_comment="the first")


def downgrade():
    op.alter_column("t", "a", type_=sa.String(50), existing_type=sa.Text(), existing_nullable=False, existing_server_default="x", existing_comment="the first")
