"""table

Revision ID: 5c7b84045411
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "5c7b84045411"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE SCHEMA kinds")
    op.create_table("x", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("k", sa.Enum("a", "b", name="kind", schema="kinds")), schema="kinds")


def downgrade():
    op.drop_table("x", schema="kinds")
    op.execute("DROP TYPE kinds.kind")
    op.execute("DROP SCHEMA kinds")
