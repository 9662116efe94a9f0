"""table

Revision ID: 41207efce8c5
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "41207efce8c5"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.Column("b", sa.String(40)))
    op.bulk_insert(sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.Integer), sa.column("b", sa.String)), [{"id": 1, "a": 10, "b": "one"}, {"id": 2, "a": None, "b": "zwei"}])


def downgrade():
    op.drop_table("t")
