"""signed

Revision ID: 8f863807e458
Revises: 9907929f342b
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
from sqlalchemy.dialects import mysql

revision = "8f863807e458"
down_revision = "9907929f342b"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("t", "b", type_=mysql.INTEGER(), existing_type=mysql.SMALLINT(unsigned=True))


def downgrade():
    op.alter_column("t", "b", type_=mysql.SMALLINT(unsigned=True), existing_type=mysql.INTEGER(), existing_nullable=True)
