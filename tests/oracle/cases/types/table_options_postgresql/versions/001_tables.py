"""tables

Revision ID: 52efefa27723
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "52efefa27723"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("log", sa.Column("id", sa.Integer(), nullable=False), sa.Column("day", sa.Date(), nullable=False),
                    postgresql_partition_by="RANGE (day)")
    op.execute("CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")
    op.create_table("base", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("derived", sa.Column("more", sa.Integer()), postgresql_inherits="base")
    op.create_table("fast", sa.Column("id", sa.Integer()), prefixes=["UNLOGGED"])


def downgrade():
    for name in ("fast", "derived", "base", "log"):
        op.drop_table(name)
