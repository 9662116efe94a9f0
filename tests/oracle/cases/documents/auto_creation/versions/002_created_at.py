"""Make the tables that the models describe, and add created_at to User"""
from alembic import op
import sqlalchemy as sa
from sqlmodel import SQLModel

revision = "8d2e4f60a1c3"
down_revision = "1f6a0c3d5b7e"


def upgrade():
    op.add_column("user", sa.Column("created_at", sa.DateTime(), nullable=True))
    SQLModel.metadata.tables["school"].create(op.get_bind())


def downgrade():
    op.drop_table("school")
    op.drop_column("user", "created_at")
