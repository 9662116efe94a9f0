"""nullable default

Revision ID: 1f7a1e2e4122
Revises: e34514292a3b
Create Date: 2024-03-05 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1f7a1e2e4122"
down_revision = "e34514292a3b"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("thing", "b", nullable=False, existing_type=sa.Integer())
    op.alter_column("thing", "e", existing_type=sa.Integer(), nullable=True)
    op.alter_column("thing", "c", server_default=None)
    op.alter_column("thing", "a", server_default="it's")
    op.alter_column("thing", "b", server_default=sa.text("3 + 4"))


def downgrade():
    op.alter_column("thing", "b", server_default=None)
    op.alter_column("thing", "a", server_default=None)
    op.alter_column("thing", "c", server_default="x", existing_type=sa.String(20))
    op.alter_column("thing", "e", nullable=False)
    op.alter_column("thing", "b", nullable=True)
