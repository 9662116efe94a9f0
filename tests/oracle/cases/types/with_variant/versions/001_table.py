"""table

Revision ID: 40d014d49a55
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

revision = "40d014d49a55"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("v", sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
                    sa.Column("data", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
                    sa.Column("j", sqlite.JSON().with_variant(postgresql.JSONB(), "postgresql")))


def downgrade():
    op.drop_table("v")
