"""create

Revision ID: 41170d274fe0
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "41170d274fe0"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    mood = sa.Enum("sad", "happy", name="mood")
    mood.create(op.get_bind(), checkfirst=True)
    mood.create(op.get_bind(), checkfirst=True)
    op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("m", postgresql.ENUM("sad", "happy", name="mood", create_type=False)))


def downgrade():
    op.drop_table("a")
    sa.Enum(name="mood").drop(op.get_bind(), checkfirst=True)
    sa.Enum(name="mood").drop(op.get_bind(), checkfirst=True)
