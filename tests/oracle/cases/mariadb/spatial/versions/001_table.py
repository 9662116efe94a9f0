"""table

Revision ID: 0077e6c4ee46
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op

revision = "0077e6c4ee46"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE t (id INT PRIMARY KEY, p POINT NOT NULL)")
    op.execute("INSERT INTO t VALUES (1, POINT(1, 2))")


def downgrade():
    op.drop_table("t")
