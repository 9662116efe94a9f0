"""table

Revision ID: a6e4ab943cb4
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "a6e4ab943cb4"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("x", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("k", postgresql.ARRAY(sa.Enum("a", "b", name="kind"))))


def downgrade():
    op.drop_table("x")
    op.execute("DROP TYPE kind")
