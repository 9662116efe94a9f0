"""each

Revision ID: 9112341f3bcd
Revises: 78509f49c525
Create Date: 2024-05-03 10:00:00.000000

"""
from alembic import op

revision = "9112341f3bcd"
down_revision = "78509f49c525"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_all", "t", ["a", "b", "c"], mysql_length={"a": 5, "c": 12}, mariadb_length={"a": 5, "c": 12})


def downgrade():
    op.drop_index("ix_all", table_name="t")
