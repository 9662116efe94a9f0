"""index

Revision ID: 249fa6f1cc67
Revises: 0077e6c4ee46
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "249fa6f1cc67"
down_revision = "0077e6c4ee46"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("sx_p", "t", ["p"], mysql_prefix="SPATIAL", mariadb_prefix="SPATIAL")


def downgrade():
    op.drop_index("sx_p", table_name="t")
