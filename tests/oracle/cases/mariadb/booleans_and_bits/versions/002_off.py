"""off

Revision ID: 929a77423cb4
Revises: 96c4c6bc566c
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "929a77423cb4"
down_revision = "96c4c6bc566c"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "on", existing_type=sa.Boolean(), existing_nullable=False, server_default=sa.false())


def downgrade():
    op.alter_column("t", "on", existing_type=sa.Boolean(), existing_nullable=False, server_default=sa.true())
