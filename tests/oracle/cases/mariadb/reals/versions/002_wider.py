"""wider

Revision ID: fbbb89e86173
Revises: 59bc84d3539a
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
from sqlalchemy.dialects import mysql

revision = "fbbb89e86173"
down_revision = "59bc84d3539a"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "d", type_=mysql.DECIMAL(30, 10), existing_type=mysql.DECIMAL(20, 6, unsigned=True))


def downgrade():
    op.alter_column("t", "d", type_=mysql.DECIMAL(20, 6, unsigned=True), existing_type=mysql.DECIMAL(30, 10), existing_nullable=True)
