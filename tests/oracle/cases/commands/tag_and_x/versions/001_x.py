"""x

Revision ID: aaa111
Revises:
Create Date: 2024-03-06 10:00:00.000000

"""
from alembic import op
from alembic import context
import sqlalchemy as sa

revision = "aaa111"
down_revision = None
branch_labels = None
depends_on = None


def upgrade(**kw):
    arguments = context.get_x_argument(as_dictionary=True)
    op.create_table(arguments.get("table", "plain"), sa.Column("id", sa.Integer(), primary_key=True))
    print("keywords:", kw)


def downgrade(**kw):
    op.drop_table(op.get_context().environment_context.get_x_argument(as_dictionary=True).get("table", "plain"))
