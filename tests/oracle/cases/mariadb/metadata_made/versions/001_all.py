"""all

Revision ID: de82e175f5b7
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "de82e175f5b7"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    meta = sa.MetaData()
    sa.Table("b", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id")))
    sa.Table("a", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("w", sa.String(9), index=True), mysql_engine="InnoDB")
    meta.create_all(op.get_bind())


def downgrade():
    meta = sa.MetaData()
    sa.Table("b", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id")))
    sa.Table("a", meta, sa.Column("id", sa.Integer, primary_key=True))
    meta.drop_all(op.get_bind())
