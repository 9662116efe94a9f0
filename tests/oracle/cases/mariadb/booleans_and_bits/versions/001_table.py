"""table

Revision ID: 96c4c6bc566c
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

revision = "96c4c6bc566c"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("on", sa.Boolean, nullable=False, server_default=sa.true()), sa.Column("bits", mysql.BIT(5)), sa.Column("flag", sa.Boolean(create_constraint=True, name="ck_flag")))
    op.bulk_insert(sa.table("t", sa.column("id", sa.Integer), sa.column("on", sa.Boolean), sa.column("flag", sa.Boolean)), [{"id": 1, "on": True, "flag": None}, {"id": 2, "on": False, "flag": True}])


def downgrade():
    op.drop_table("t")
