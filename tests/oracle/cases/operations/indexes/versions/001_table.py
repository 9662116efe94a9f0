"""table

Revision ID: 360f4a95cc61
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "360f4a95cc61"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("person", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("first", sa.String(30)),
                    sa.Column("last", sa.String(30)), sa.Column("born", sa.Date()),
                    sa.Column("town", sa.String(20), index=True))


def downgrade():
    op.drop_table("person")
