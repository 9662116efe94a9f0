"""table"""
import sqlalchemy as sa
from alembic import op

revision = "fa0c01"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.String(80)))


def downgrade():
    op.drop_table("t")
