"""index

Revision ID: e8450b35214a
Revises: 36f5b7700d23
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "e8450b35214a"
down_revision = "36f5b7700d23"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("busy", sa.Column("more", sa.Integer()))
    with op.get_context().autocommit_block():
        op.create_index("ix_busy_name", "busy", ["name"], postgresql_concurrently=True, if_not_exists=True)
    op.add_column("busy", sa.Column("last", sa.Integer()))


def downgrade():
    op.drop_column("busy", "last")
    with op.get_context().autocommit_block():
        op.drop_index("ix_busy_name", table_name="busy", postgresql_concurrently=True)
    op.drop_column("busy", "more")
