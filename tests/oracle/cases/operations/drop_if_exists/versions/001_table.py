"""table

Revision ID: 037ab2518d61
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "037ab2518d61"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("maybe", sa.Column("id", sa.Integer(), primary_key=True), if_not_exists=True)
    op.create_table("maybe", sa.Column("id", sa.Integer(), primary_key=True), if_not_exists=True)
    op.drop_table("never", if_exists=True)


def downgrade():
    op.drop_table("maybe", if_exists=True)
    op.drop_table("maybe", if_exists=True)
