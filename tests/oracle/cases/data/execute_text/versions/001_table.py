"""table

Revision ID: aff5c9e99e47
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "aff5c9e99e47"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("s", sa.String(40)),
                    sa.Column("n", sa.Numeric(8, 2)))
    op.execute(sa.text("INSERT INTO t (id, s) VALUES (:id, :s)").bindparams(id=1, s="it's"))
    op.execute(sa.text("INSERT INTO t (id, s) VALUES (2, 'a\\:b')"))
    op.execute(sa.text("INSERT INTO t (id, s) VALUES (3, '12\\:30\\:00')"))
    op.execute(sa.text("UPDATE t SET s = s || '%' WHERE id = :x").bindparams(sa.bindparam("x", 2, sa.Integer())))
    op.execute(sa.text("INSERT INTO t (id, s) VALUES (:i, :n)").bindparams(sa.bindparam("i", value=4),
                                                                           sa.bindparam("n", value=None)))
    op.execute(sa.text("UPDATE t SET n = 2.50 WHERE CAST(id AS VARCHAR) = '1'"))


def downgrade():
    op.drop_table("t")
