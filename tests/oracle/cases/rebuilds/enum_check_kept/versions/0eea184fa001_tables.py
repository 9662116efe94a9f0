"""tables

Revision ID: 0eea184fa001
Revises:
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "0eea184fa001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), autoincrement=False, primary_key=True),
                    sa.Column("mood", sa.Enum("sad", "ok", name="mood_kind", native_enum=False, create_constraint=True)))
    op.execute("INSERT INTO t (id, mood) VALUES (1, 'ok')")


def downgrade():
    op.drop_table("t")
