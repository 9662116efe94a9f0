"""index

Revision ID: ab66b6a64473
Revises: 9fb5e631d193
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "ab66b6a64473"
down_revision = "9fb5e631d193"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ft_words", "t", ["words"], mysql_prefix="FULLTEXT", mariadb_prefix="FULLTEXT")


def downgrade():
    op.drop_index("ft_words", table_name="t")
