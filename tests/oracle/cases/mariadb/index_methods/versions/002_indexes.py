"""indexes

Revision ID: d4ff858f5f3a
Revises: 7363817a58f0
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "d4ff858f5f3a"
down_revision = "7363817a58f0"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_a", "t", ["a"], mysql_using="btree", mariadb_using="btree")
    op.create_index("ix_b", "t", ["b", "a"], unique=True, mysql_using="btree", mariadb_using="btree")


def downgrade():
    op.drop_index("ix_b", "t")
    op.drop_index("ix_a", "t")
