"""one

Revision ID: 78509f49c525
Revises: d64cafbb63e2
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "78509f49c525"
down_revision = "d64cafbb63e2"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_a", "t", ["a"], mysql_length=10, mariadb_length=10)


def downgrade():
    op.drop_index("ix_a", table_name="t")
