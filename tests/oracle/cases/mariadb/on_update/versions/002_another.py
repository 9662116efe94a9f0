"""another

Revision ID: e91fb2fa3c0e
Revises: e4126db45e4f
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e91fb2fa3c0e"
down_revision = "e4126db45e4f"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("t", sa.Column("seen", sa.DateTime, server_default=sa.text("current_timestamp() ON UPDATE current_timestamp()")))


def downgrade():
    op.drop_column("t", "seen")
