"""mysql enum

Revision ID: 2b64f1fff3c3
Revises: bcd71424661e
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

revision = "2b64f1fff3c3"
down_revision = "bcd71424661e"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "s", type_=mysql.ENUM("done", "new", "it's", charset="utf8mb4"), existing_type=sa.Enum("new", "it's", "done"), existing_nullable=False, existing_server_default="new")


def downgrade():
    op.alter_column("t", "s", type_=sa.Enum("new", "it's", "done"), existing_type=mysql.ENUM("done", "new", "it's"), existing_nullable=False, existing_server_default="new")
