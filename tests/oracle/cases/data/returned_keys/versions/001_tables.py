"""tables

Revision ID: 52d3f4e60718
Revises: 
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "52d3f4e60718"
down_revision = None
branch_labels = None
depends_on = None


metadata = sa.MetaData()
numbered = sa.Table("numbered", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.String(20)))
named = sa.Table("named", metadata, sa.Column("id", sa.String(20), primary_key=True), sa.Column("n", sa.String(20)))
pairs = sa.Table("pairs", metadata, sa.Column("a", sa.Integer, primary_key=True),
                 sa.Column("b", sa.Integer, primary_key=True, server_default="3"))


def upgrade():
    op.create_table("numbered", sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.String(20)))
    op.create_table("named", sa.Column("id", sa.String(20), primary_key=True), sa.Column("n", sa.String(20)))
    op.create_table("pairs", sa.Column("a", sa.Integer, primary_key=True),
                    sa.Column("b", sa.Integer, primary_key=True, server_default="3"))
    op.execute(numbered.insert().values(n="first"))
    op.execute(numbered.insert().values(id=7, n="seventh"))
    op.execute(numbered.insert().values(id=sa.text("4 + 4"), n="eighth"))
    op.execute(numbered.insert().values([{"id": 20, "n": "a"}, {"id": 21, "n": "b"}]))
    op.execute(numbered.insert().inline().values(id=30, n="inline"))
    op.execute(named.insert().values(id="x"))
    op.execute(named.insert().values(id=sa.func.lower("Y")))
    op.execute(pairs.insert().values(a=1))
    op.bulk_insert(numbered, [{"id": 40, "n": "bulk"}])


def downgrade():
    op.drop_table("pairs")
    op.drop_table("named")
    op.drop_table("numbered")
