"""table

Revision ID: c520dd341bca
Revises: fc0d67aa700d
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "c520dd341bca"
down_revision = "fc0d67aa700d"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("w", sa.String(5)))
    op.execute("INSERT INTO t VALUES (NEXTVAL(numbers), 'a'), (NEXT VALUE FOR numbers, 'b')")


def downgrade():
    op.drop_table("t")
