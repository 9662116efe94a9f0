"""table

Revision ID: 7b497383cd64
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op

revision = "7b497383cd64"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE TABLE t (d DATE NOT NULL, a INT) PARTITION BY RANGE (YEAR(d)) (PARTITION p0 VALUES LESS THAN (2020), PARTITION p1 VALUES LESS THAN (2021))")
    op.execute("INSERT INTO t VALUES ('2019-05-01', 1), ('2020-05-01', 2)")


def downgrade():
    op.drop_table("t")
