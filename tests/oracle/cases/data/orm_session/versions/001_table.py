"""table

Revision ID: 9566b8b1f962
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "9566b8b1f962"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("person", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(40)),
                    sa.Column("age", sa.Integer()))


def downgrade():
    op.drop_table("person")
