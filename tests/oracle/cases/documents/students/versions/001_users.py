"""initial schema"""
from alembic import op
import sqlalchemy as sa

revision = "cd0edd614cc5"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String()),
        sa.Column("created_at", sa.DateTime(), server_default=sa.func.now()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "offers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), sa.ForeignKey("users.id")),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("offers")
    op.drop_table("users")
