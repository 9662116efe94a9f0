"""unique

Revision ID: 383608460ee2
Revises: 9112341f3bcd
Create Date: 2024-05-04 10:00:00.000000

"""
from alembic import op

revision = "383608460ee2"
down_revision = "9112341f3bcd"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ux_b", "t", ["b"], unique=True, mysql_length={"b": 100}, mariadb_length={"b": 100})


def downgrade():
    op.drop_index("ux_b", table_name="t")
