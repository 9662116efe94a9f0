"""table

Revision ID: 71dddcdf6875
Revises: 
Create Date: 2024-05-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "71dddcdf6875"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("d", sa.Date), sa.Column("m", sa.DateTime), sa.Column("n", sa.Numeric(10, 3)), sa.Column("b", sa.LargeBinary), sa.Column("s", sa.String(60)))


def downgrade():
    op.drop_table("t")
