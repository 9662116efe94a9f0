"""sized

Revision ID: 2a25e3c895fb
Revises: 2427675697bd
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "2a25e3c895fb"
down_revision = "2427675697bd"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("t", sa.Column("l", sa.Text(70000)))
    op.add_column("t", sa.Column("m", sa.LargeBinary(300)))


def downgrade():
    op.drop_column("t", "m")
    op.drop_column("t", "l")
