"""first

Revision ID: aaa111
Revises:

"""
from alembic import op
import sqlalchemy as sa

revision = "aaa111"
down_revision = None
branch_labels = None
depends_on = None


def upgrade(engine_name):
    op.create_table(engine_name + "_one", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade(engine_name):
    op.drop_table(f"{engine_name}_one")
