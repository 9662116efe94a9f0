"""one more

Revision ID: bcd71424661e
Revises: 9976ec1f5e01
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "bcd71424661e"
down_revision = "9976ec1f5e01"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "s", type_=sa.Enum("new", "it's", "done"), existing_type=sa.Enum("new", "it's"), existing_nullable=False, existing_server_default="new")
    op.execute("INSERT INTO t VALUES (3, 'done')")


def downgrade():
    op.execute("DELETE FROM t WHERE s = 'done'")
    op.alter_column("t", "s", type_=sa.Enum("new", "it's"), existing_type=sa.Enum("new", "it's", "done"), existing_nullable=False, existing_server_default="new")
