"""name and all

Revision ID: 5addf3f841db
Revises: 1f7a1e2e4122
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "5addf3f841db"
down_revision = "1f7a1e2e4122"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("thing", "a", new_column_name="alpha")
    op.alter_column("thing", "c", new_column_name="gamma", type_=sa.String(40), nullable=False, server_default="y",
                    existing_type=sa.String(20), existing_server_default="x")


def downgrade():
    op.alter_column("thing", "gamma", new_column_name="c", type_=sa.String(20), nullable=True, server_default="x")
    op.alter_column("thing", "alpha", new_column_name="a")
