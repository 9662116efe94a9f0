"""table

Revision ID: c175c1f1c2fd
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "c175c1f1c2fd"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("s", sa.String(40)))
    op.bulk_insert(sa.table("t", sa.column("id"), sa.column("s")), [{"id": 4, "s": "untyped"}, {"id": 5, "s": None}])


def downgrade():
    op.drop_table("t")
