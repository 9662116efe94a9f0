"""longer

Revision ID: 1e234964bef5
Revises: 8fe98cc52b83
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1e234964bef5"
down_revision = "8fe98cc52b83"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "a", type_=sa.String(50), existing_type=sa.String(10), existing_nullable=False, existing_server_default="x", existing_comment="the first")


def downgrade():
    op.alter_column("t", "a", type_=sa.String(10), existing_type=sa.String(50), existing_nullable=False, existing_server_default="x", existing_comment="the first")
