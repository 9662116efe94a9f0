"""fewer

Revision ID: a6ac785947f9
Revises: 48f84759f399
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
from sqlalchemy.dialects import mysql

revision = "a6ac785947f9"
down_revision = "48f84759f399"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "d", type_=mysql.DATETIME(fsp=3), existing_type=mysql.DATETIME(fsp=6), existing_nullable=True)


def downgrade():
    op.alter_column("t", "d", type_=mysql.DATETIME(fsp=6), existing_type=mysql.DATETIME(fsp=3), existing_nullable=True)
