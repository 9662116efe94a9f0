"""types

Revision ID: 460b21a43380
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "460b21a43380"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("CREATE EXTENSION IF NOT EXISTS hstore")
    op.execute('CREATE EXTENSION IF NOT EXISTS "citext"')
    op.create_table("tags", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("t", postgresql.HSTORE()),
                    sa.Column("c", postgresql.CITEXT(), unique=True))


def downgrade():
    op.drop_table("tags")
    op.execute("DROP EXTENSION citext")
    op.execute("DROP EXTENSION hstore")
