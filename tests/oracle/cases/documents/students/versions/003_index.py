"""find users by email"""
from alembic import op

revision = "7f0e62a1b3c4"
down_revision = "2b7c1d9a40e8"


def upgrade():
    op.create_index("idx_users_email", "users", ["email"])


def downgrade():
    op.drop_index("idx_users_email", "users")
