"""table

Revision ID: 471c7efaf159
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "471c7efaf159"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    name = "C" if op.get_context().dialect.name == "postgresql" else "NOCASE"
    op.create_table("c", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("s", sa.String(20, collation=name)))


def downgrade():
    op.drop_table("c")
