"""one more

Revision ID: 37aff882c7f5
Revises: ef6f141c2d28
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
from sqlalchemy.dialects import mysql

revision = "37aff882c7f5"
down_revision = "ef6f141c2d28"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "f", type_=mysql.SET("red", "green", "blue", "black"), existing_type=mysql.SET("red", "green", "blue"))


def downgrade():
    op.alter_column("t", "f", type_=mysql.SET("red", "green", "blue"), existing_type=mysql.SET("red", "green", "blue", "black"), existing_nullable=True)
