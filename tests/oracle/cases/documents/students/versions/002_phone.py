"""add phone number"""
from alembic import op
import sqlalchemy as sa

revision = "2b7c1d9a40e8"
down_revision = "cd0edd614cc5"


def upgrade():
    op.add_column("users", sa.Column("phone_number", sa.String(), nullable=True))


def downgrade():
    op.drop_column("users", "phone_number")
