"""on

Revision ID: 1605e6c1e1a8
Revises: bbc8f610a28b
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1605e6c1e1a8"
down_revision = "bbc8f610a28b"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "id", existing_type=sa.Integer(), existing_nullable=False, autoincrement=True)
    op.execute("INSERT INTO t (b) VALUES ('y')")


def downgrade():
    op.execute("DELETE FROM t WHERE b = 'y'")
    op.alter_column("t", "id", existing_type=sa.Integer(), existing_nullable=False, autoincrement=False, existing_autoincrement=True)
