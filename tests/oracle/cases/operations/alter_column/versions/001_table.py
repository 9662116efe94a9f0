"""table

Revision ID: 078f8c5faff5
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "078f8c5faff5"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("thing", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.String(10)),
                    sa.Column("b", sa.Integer()), sa.Column("c", sa.String(20), server_default="x"),
                    sa.Column("d", sa.String(20)), sa.Column("e", sa.Integer(), nullable=False))


def downgrade():
    op.drop_table("thing")
