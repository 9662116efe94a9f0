"""tables

Revision ID: e0f8ee9fa001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e0f8ee9fa001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.String(5), primary_key=True), sa.Column("a", sa.String(9)), sqlite_with_rowid=False)
    op.execute("INSERT INTO t (id, a) VALUES ('i', 'x')")


def downgrade():
    op.drop_table("t")
