"""bigger

Revision ID: 8ce7fb2132a2
Revises: 1605e6c1e1a8
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "8ce7fb2132a2"
down_revision = "1605e6c1e1a8"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "id", type_=sa.BigInteger(), existing_type=sa.Integer(), existing_nullable=False, existing_autoincrement=True)


def downgrade():
    op.alter_column("t", "id", type_=sa.Integer(), existing_type=sa.BigInteger(), existing_nullable=False, existing_autoincrement=True)
